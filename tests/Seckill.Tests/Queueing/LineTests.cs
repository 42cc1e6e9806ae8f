using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Purchasing;
using Seckill.Sales;
using Seckill.Tests.Embedded;

namespace Seckill.Tests.Queueing;

/// <summary>What happens to those in line while the ledger is slow, down, or will not have one of them.</summary>
public sealed class LineTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("seckill-test-");
    private GatedLedger _ledger = null!;

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Backlog_beyond_the_queue_waits_in_the_line_and_places_only_come_nearer()
    {
        await using var system = await StartAsync();
        var sale = await system.OpenSaleAsync(stock: 1_000, mode: SaleMode.Queued);
        var open = new TaskCompletionSource();
        var written = new List<BuyerId>();
        _ledger.Gate = async drafts =>
        {
            await open.Task;
            lock (written)
            {
                written.AddRange(drafts.Select(d => d.Buyer));
            }
        };

        var tickets = new List<PurchaseState>();
        for (var i = 0; i < 1_000; i += 100)
        {
            var answers = await Task.WhenAll(Enumerable.Range(i, 100).Select(n => system.BuyAsync(sale, $"u{n}", "k").AsTask()));
            tickets.AddRange(answers.Select(a => a.Purchase!));
        }

        Assert.Equal(Enumerable.Range(1, 1_000).Select(i => (long)i), tickets.Select(t => t.Position!.Value).Order());
        var places = tickets.ToDictionary(t => t.Id, t => t.Position!.Value);
        open.SetResult();
        foreach (var ticket in tickets.OrderByDescending(t => t.Position))
        {
            for (var now = ticket; now.Status == PurchaseStatus.Queued; now = (await system.Purchases.FindAsync(ticket.Id, ticket.Buyer))!)
            {
                var place = now.Position ?? places[now.Id];
                Assert.True(place <= places[now.Id], $"{now.Id} went from {places[now.Id]} to {place}");
                places[now.Id] = place;
            }
        }

        // Nobody overtakes by much: two lanes of batches, one page of the relay.
        var order = tickets.OrderBy(t => t.Position).Select((t, i) => (t.Buyer, i)).ToDictionary(x => x.Buyer, x => x.i);
        var first = new HashSet<BuyerId>();
        var late = written.Where(first.Add).Select((buyer, i) => Math.Abs(order[buyer] - i)).Max();
        Assert.InRange(late, 0, 512);
        Assert.Equal(1_000, (await system.Desk.ReadBooksAsync(sale.Id))!.PendingPayment);
    }

    [Fact]
    public async Task Leaving_the_line_gives_the_unit_back_and_no_order_follows()
    {
        await using var system = await StartAsync();
        var sale = await system.OpenSaleAsync(stock: 1, mode: SaleMode.Queued);
        var open = new TaskCompletionSource();
        _ledger.Gate = _ => open.Task;
        var ticket = (await system.BuyAsync(sale, "u1", "k")).Purchase!;

        var left = await system.Purchases.CancelAsync(ticket.Id, ticket.Buyer);
        Assert.Equal((CancelAnswerKind.Ended, PurchaseStatus.Refused, "cancelled-by-buyer"), (left.Kind, left.Purchase!.Status, left.Purchase.Reason));
        open.SetResult();

        var next = await system.BuyUntilTakenAsync(sale, "u2");
        Assert.Equal(PurchaseStatus.PendingPayment, (await system.EndOfAsync(next)).Status);
        Assert.Equal(PurchaseStatus.Refused, (await system.Purchases.FindAsync(ticket.Id, ticket.Buyer))!.Status);
        Assert.Equal(PurchaseAnswerKind.RefusedInLine, (await system.BuyAsync(sale, "u1", "k")).Kind);
    }

    [Fact]
    public async Task Ledger_that_is_down_refuses_nobody()
    {
        await using var system = await StartAsync();
        var sale = await system.OpenSaleAsync(stock: 500, mode: SaleMode.Queued);
        var tries = 0;
        var enough = new TaskCompletionSource();
        _ledger.Gate = _ => Interlocked.Increment(ref tries) > 60 ? Task.FromResult(enough.TrySetResult()) : throw new IOException("injected: the ledger is down");

        var answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(n => system.BuyAsync(sale, $"u{n}", "k").AsTask()));
        await enough.Task.WaitAsync(TimeSpan.FromSeconds(60));

        foreach (var answer in answers)
        {
            Assert.Equal(PurchaseStatus.PendingPayment, (await system.EndOfAsync(answer.Purchase!)).Status);
        }
    }

    [Fact]
    public async Task One_purchase_that_the_ledger_will_not_have_is_refused_and_holds_up_nobody()
    {
        await using var system = await StartAsync();
        var sale = await system.OpenSaleAsync(stock: 100, mode: SaleMode.Queued);
        _ledger.Gate = drafts => drafts.Any(d => d.Buyer.Value is "u7" or "u8") ? throw new IOException("injected: poison") : Task.CompletedTask;

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(n => system.BuyAsync(sale, $"u{n}", "k").AsTask()));

        foreach (var answer in answers)
        {
            var end = await system.EndOfAsync(answer.Purchase!);
            var poison = end.Buyer.Value is "u7" or "u8";
            Assert.Equal((poison ? PurchaseStatus.Refused : PurchaseStatus.PendingPayment, poison ? "dead-lettered" : null), (end.Status, end.Reason));
        }

        var next = await system.BuyUntilTakenAsync(sale, "u200");
        Assert.Equal(PurchaseStatus.PendingPayment, (await system.EndOfAsync(next)).Status);
    }

    [Fact]
    public async Task Tickets_that_never_reached_the_ledger_become_orders_after_a_restart()
    {
        List<PurchaseState> tickets;
        Sale sale;
        await using (var system = await StartAsync())
        {
            sale = await system.OpenSaleAsync(stock: 400, mode: SaleMode.Queued);
            _ledger.Gate = _ => throw new IOException("injected: the ledger is down");
            var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(n => system.BuyAsync(sale, $"u{n}", "k").AsTask()));
            tickets = [.. answers.Select(a => a.Purchase!)];
            Assert.All(tickets, t => Assert.Equal(PurchaseStatus.Queued, t.Status));
        }

        await using var again = await EmbeddedSystem.StartAsync(_directory.FullName);
        foreach (var ticket in tickets)
        {
            Assert.Equal(PurchaseStatus.PendingPayment, (await again.EndOfAsync(ticket)).Status);
        }

        Assert.Equal((400L, 0L), ((await again.Desk.ReadBooksAsync(sale.Id))!.PendingPayment, (await again.Desk.ReadBooksAsync(sale.Id))!.Available));
    }

    [Fact]
    public async Task Those_who_come_while_a_lane_rests_are_written_as_one_batch()
    {
        var rest = TimeSpan.FromSeconds(1);
        await using var system = await StartAsync(options => (options.OrderLanes, options.OrderRest) = (1, rest));
        var sale = await system.OpenSaleAsync(stock: 100, mode: SaleMode.Queued);
        var batches = 0;
        _ledger.Gate = _ => Task.FromResult(Interlocked.Increment(ref batches));
        var first = (await system.BuyAsync(sale, "first", "k")).Purchase!;
        Assert.Equal(PurchaseStatus.PendingPayment, (await system.EndOfAsync(first)).Status);

        var started = TimeProvider.System.GetTimestamp();
        var last = first;
        for (var i = 0; i < 50; i++)
        {
            last = (await system.BuyAsync(sale, $"u{i}", "k")).Purchase!;
        }

        Assert.Equal(PurchaseStatus.PendingPayment, (await system.EndOfAsync(last)).Status);
        Assert.InRange(batches, 2, 2 + (int)(TimeProvider.System.GetElapsedTime(started) / rest));
    }

    private Task<EmbeddedSystem> StartAsync(Action<SeckillOptions>? configure = null) => EmbeddedSystem.StartAsync(
        _directory.FullName,
        configure ?? (options => options.QueueCapacity = 128),
        services => services.Decorate<IOrderLedger>(inner => _ledger = new GatedLedger(inner)));
}
