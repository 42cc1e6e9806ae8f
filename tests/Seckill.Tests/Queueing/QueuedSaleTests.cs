using Seckill.Ids;
using Seckill.Purchasing;
using Seckill.Sales;
using Seckill.Tests.Embedded;

namespace Seckill.Tests.Queueing;

/// <summary>Queued mode on the embedded default: tickets, and what becomes of them.</summary>
public sealed class QueuedSaleTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("seckill-test-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Every_ticket_becomes_an_order_and_losers_are_told_at_once()
    {
        await using var system = await EmbeddedSystem.StartAsync(_directory.FullName);
        var sale = await system.OpenSaleAsync(stock: 300, mode: SaleMode.Queued);

        var answers = await Task.WhenAll(Enumerable.Range(0, 2_000).Select(i => system.BuyAsync(sale, $"u{i}", "k1").AsTask()));

        Assert.Equal(300, answers.Count(a => a.Kind == PurchaseAnswerKind.Queued));
        Assert.Equal(1_700, answers.Count(a => a.Kind == PurchaseAnswerKind.SoldOut));
        foreach (var ticket in answers.Where(a => a.Kind == PurchaseAnswerKind.Queued))
        {
            Assert.InRange(ticket.Purchase!.Position!.Value, 1, 300);
            Assert.True(ticket.Purchase.EstimatedWait > TimeSpan.Zero);
            Assert.Equal(PurchaseStatus.PendingPayment, (await system.EndOfAsync(ticket.Purchase)).Status);
        }

        var books = await system.Desk.ReadBooksAsync(sale.Id);
        Assert.Equal((300L, 0L, 300L), (books!.Total, books.Available, books.PendingPayment));
    }

    [Fact]
    public async Task Repeat_of_a_ticket_is_the_same_purchase_in_its_state_of_now()
    {
        await using var system = await EmbeddedSystem.StartAsync(_directory.FullName);
        var sale = await system.OpenSaleAsync(stock: 5, mode: SaleMode.Queued);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => system.BuyAsync(sale, "u1", "k1").AsTask()));
        var id = Assert.Single(answers.Select(a => a.Purchase!.Id).Distinct());
        Assert.All(answers, a => Assert.Contains(a.Kind, new[] { PurchaseAnswerKind.Queued, PurchaseAnswerKind.Ordered }));
        await system.EndOfAsync(answers[0].Purchase!);

        var late = await system.BuyAsync(sale, "u1", "k1");
        Assert.Equal((PurchaseAnswerKind.Ordered, id), (late.Kind, late.Purchase!.Id));
        Assert.Equal(PurchaseAnswerKind.IdempotencyConflict, (await system.BuyAsync(sale, "u1", "k1", 2)).Kind);
        await system.Purchases.CancelAsync(id, BuyerId.Parse("u1"));
        Assert.Equal(PurchaseStatus.Cancelled, (await system.BuyAsync(sale, "u1", "k1")).Purchase!.Status);
    }

    [Fact]
    public async Task Purchase_that_ended_before_a_restart_is_answered_with_its_end_and_not_with_a_ticket()
    {
        Sale sale;
        await using (var system = await EmbeddedSystem.StartAsync(_directory.FullName))
        {
            sale = await system.OpenSaleAsync(stock: 5, mode: SaleMode.Queued);
            var ended = await system.EndOfAsync((await system.BuyAsync(sale, "u1", "k1")).Purchase!);
            await system.Purchases.CancelAsync(ended.Id, ended.Buyer);
        }

        await using var again = await EmbeddedSystem.StartAsync(_directory.FullName);
        var repeat = await again.BuyAsync(sale, "u1", "k1");
        Assert.Equal((PurchaseAnswerKind.Ordered, PurchaseStatus.Cancelled), (repeat.Kind, repeat.Purchase!.Status));
        var anew = await again.BuyUntilTakenAsync(sale, "u1");
        Assert.Equal(PurchaseStatus.PendingPayment, (await again.EndOfAsync(anew)).Status);
    }

    [Fact]
    public async Task Mode_changed_by_hand_takes_effect_at_once_and_loses_nobody()
    {
        await using var system = await EmbeddedSystem.StartAsync(_directory.FullName);
        var sale = await system.OpenSaleAsync(stock: 4_000);
        var modes = new[] { SaleMode.Queued, SaleMode.Atomic, SaleMode.Adaptive, SaleMode.Queued };
        var buying = new List<Task<PurchaseAnswer>>();
        for (var i = 0; i < modes.Length; i++)
        {
            buying.AddRange(Enumerable.Range(0, 500).Select(n => system.BuyAsync(sale, $"u{i}-{n}", "k").AsTask()));
            sale = (await system.Desk.ChangeAsync(sale.Id, sale.Version, new SaleChange { Mode = modes[i] })).Sale!;
            var next = await system.BuyAsync(sale, $"w{i}", "k");
            Assert.Equal(modes[i] == SaleMode.Queued ? PurchaseAnswerKind.Queued : PurchaseAnswerKind.Ordered, next.Kind);
            buying.Add(Task.FromResult(next));
        }

        foreach (var answer in await Task.WhenAll(buying))
        {
            Assert.Contains(answer.Kind, new[] { PurchaseAnswerKind.Queued, PurchaseAnswerKind.Ordered });
            Assert.Equal(PurchaseStatus.PendingPayment, (await system.EndOfAsync(answer.Purchase!)).Status);
        }

        Assert.Equal(2_004, (await system.Desk.ReadBooksAsync(sale.Id))!.PendingPayment);
    }
}
