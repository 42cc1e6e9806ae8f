using Seckill.Ids;
using Seckill.Redis.Tests.Servers;
using Seckill.Stock;
using StackExchange.Redis;

namespace Seckill.Redis.Tests;

/// <summary>The line read by number, in pages, while it loses entries.</summary>
public abstract class LineContract(StockServer server)
{
    private const int Count = 100;
    private readonly BucketKey _bucket = new(SaleId.Parse($"line-{Guid.NewGuid():N}"), 0);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(512)]
    public async Task Pages_bring_every_unresolved_reservation_once_and_in_order(int take)
    {
        await FillAsync();
        // The head, a hole in the middle and the tail are resolved.
        int[] resolved = [0, 1, 2, 40, 41, 97, 98, 99];
        await ConfirmAsync(resolved);

        var seen = await ReadAllAsync(take, betweenPages: null);

        Assert.Equal(Enumerable.Range(0, Count).Except(resolved).Select(i => i + 1L), seen.Select(r => r.Sequence));
        Assert.Equal(Enumerable.Range(0, Count).Except(resolved).Select(Purchase), seen.Select(r => r.Id));
    }

    [Fact]
    public async Task Entries_that_leave_the_head_between_two_pages_hide_no_other()
    {
        await FillAsync();
        var next = 0;

        // What was read is resolved before the next page is asked for, so the head moves under the reader's feet.
        var seen = await ReadAllAsync(10, page => ConfirmAsync([.. Enumerable.Range(next, page).Select(_ => next++)]));

        Assert.Equal(Enumerable.Range(1, Count).Select(i => (long)i), seen.Select(r => r.Sequence));
    }

    [Fact]
    public async Task Line_of_a_bucket_that_is_not_there_is_empty_and_has_no_epoch()
    {
        var page = await server.Store.ReadLineAsync(_bucket, 0, 10);

        Assert.Equal((0L, 0, true), (page.Epoch, page.Unresolved.Count, page.IsEnd));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Durable_reserve_answers_like_the_other_also_when_the_server_has_forgotten_the_script(bool forgets)
    {
        // Any command that the server answers stands for the flush.
        var store = server.CreateStore(flushCommand: "PING");
        await Samples.LoadAsync(server.Store, _bucket, total: 1_000);
        ReserveRequest[] wishes = [new(Purchase(0), BuyerId.Parse("b0"), 1), new(Purchase(1), BuyerId.Parse("b1"), 1)];
        var first = await store.ReserveDurablyAsync(_bucket, 1, wishes);
        if (forgets)
        {
            await using var connection = await ConnectionMultiplexer.ConnectAsync(server.Configuration);
            await connection.GetDatabase().ExecuteAsync("SCRIPT", "FLUSH");
        }

        var again = await store.ReserveDurablyAsync(_bucket, 1, wishes);

        Assert.All(first.Replies, r => Assert.Equal(ReserveOutcome.Taken, r.Outcome));
        Assert.All(again.Replies, r => Assert.Equal(ReserveOutcome.Exists, r.Outcome));
        Assert.Equal(2, again.View!.Sequence);
        Assert.Equal(BucketStatus.WrongEpoch, (await store.ReserveDurablyAsync(_bucket, 9, wishes)).Status);
    }

    private static PurchaseId Purchase(int index) => new(9, 0, new UInt128(0x11ae, (ulong)index + 1), (ulong)index);

    private async Task<List<Reservation>> ReadAllAsync(int take, Func<int, Task>? betweenPages)
    {
        var all = new List<Reservation>();
        for (var page = new LinePage(0, [], 0, false); !page.IsEnd;)
        {
            page = await server.Store.ReadLineAsync(_bucket, page.Last, take);
            Assert.Equal(1, page.Epoch);
            all.AddRange(page.Unresolved);
            if (betweenPages is not null)
            {
                await betweenPages(page.Unresolved.Count);
            }
        }

        return all;
    }

    private async Task ConfirmAsync(IEnumerable<int> which) =>
        await server.Store.ConfirmAsync(_bucket, [.. which.Select(i => new ConfirmRequest(Purchase(i), BuyerId.Parse($"b{i}"), 1, 1m, 5))]);

    private async Task FillAsync()
    {
        await Samples.LoadAsync(server.Store, _bucket, total: 1_000);
        var result = await server.Store.ReserveAsync(_bucket, 1, [.. Enumerable.Range(0, Count).Select(i => new ReserveRequest(Purchase(i), BuyerId.Parse($"b{i}"), 1))]);
        Assert.All(result.Replies, r => Assert.Equal(ReserveOutcome.Taken, r.Outcome));
    }
}
