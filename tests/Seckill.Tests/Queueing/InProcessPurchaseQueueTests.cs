using Microsoft.Extensions.Options;
using Seckill.Queueing;

namespace Seckill.Tests.Queueing;

public sealed class InProcessPurchaseQueueTests : IDisposable
{
    private const int Capacity = 128;
    private readonly InProcessPurchaseQueue _queue = new(Options.Create(new SeckillOptions { QueueCapacity = Capacity, DeliveryLimit = 3 }));

    public void Dispose() => _queue.Dispose();

    [Fact]
    public async Task Takes_in_order_as_much_as_there_is_room_for_and_gives_it_out_in_order()
    {
        Assert.Equal(100, await _queue.PublishAsync(Tickets.Make(1, 100)));
        Assert.Equal(28, await _queue.PublishAsync(Tickets.Make(101, 100)));

        var batch = await _queue.ReceiveAsync(1_000);

        Assert.Equal(Enumerable.Range(1, Capacity).Select(i => (long)i), batch.Select(d => d.Purchase.Reservation.Sequence));
        Assert.Equal(0, await _queue.PublishAsync(Tickets.Make(300, 1)));
    }

    [Fact]
    public async Task Room_comes_with_the_acknowledgement_and_wakes_who_waits_for_it()
    {
        await _queue.PublishAsync(Tickets.Make(1, Capacity));
        var waiting = _queue.WaitForRoomAsync().AsTask();
        var batch = await _queue.ReceiveAsync(Capacity);
        Assert.False(waiting.IsCompleted);

        await _queue.AckAsync([.. batch.Take(Capacity / 2)]);

        await waiting.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(Capacity / 2, await _queue.PublishAsync(Tickets.Make(500, Capacity)));
    }

    [Fact]
    public async Task What_it_holds_it_does_not_take_twice_and_counts_as_handed_over()
    {
        await _queue.PublishAsync(Tickets.Make(1, 10));
        Assert.Equal(12, await _queue.PublishAsync(Tickets.Make(1, 12)));
        Assert.Equal(12, _queue.Count);

        var batch = await _queue.ReceiveAsync(100);
        Assert.Equal(12, batch.Count);
        Assert.True(_queue.MayHold(Tickets.Make(5).Reservation.Id));
        await _queue.AckAsync(batch);
        Assert.False(_queue.MayHold(Tickets.Make(5).Reservation.Id));
        Assert.Equal(0, _queue.Count);
    }

    [Fact]
    public async Task Returned_too_often_it_comes_as_dead_lettered()
    {
        await _queue.PublishAsync(Tickets.Make(1, 1));
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var again = Assert.Single(await _queue.ReceiveAsync(10));
            Assert.Equal((attempt, false), (again.Attempt, again.IsDeadLettered));
            await _queue.ReturnAsync([again]);
        }

        Assert.True(Assert.Single(await _queue.ReceiveAsync(10)).IsDeadLettered);
    }

    [Fact]
    public async Task Waiting_for_purchases_ends_with_the_token()
    {
        using var stop = new CancellationTokenSource();
        var receiving = _queue.ReceiveAsync(10, stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiving);
    }
}
