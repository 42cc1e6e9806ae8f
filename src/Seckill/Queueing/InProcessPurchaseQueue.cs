using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Seckill.Ids;
using Seckill.Queue;

namespace Seckill.Queueing;

/// <summary>
/// The queue within this process. It is bounded, so that a slow ledger fills the line in the stock store and not this process's memory, and it
/// forgets everything with the process: the line is then driven by the load at start or by recovery.
/// </summary>
internal sealed class InProcessPurchaseQueue(IOptions<SeckillOptions> options) : IPurchaseQueue, IDisposable
{
    private readonly Channel<PurchaseDelivery> _waiting = Channel.CreateUnbounded<PurchaseDelivery>();
    private readonly ConcurrentDictionary<PurchaseId, byte> _held = new();
    private readonly SemaphoreSlim _room = new(0);
    private readonly int _capacity = options.Value.QueueCapacity;
    private int _count;

    /// <summary>Purchases in the queue's care, those given out included.</summary>
    public int Count => Volatile.Read(ref _count);

    // Below this a publisher that waits is let in: it brings a page, not a single purchase.
    private int Low => _capacity - (_capacity / 4);

    public ValueTask<int> PublishAsync(IReadOnlyList<QueuedPurchase> purchases, CancellationToken cancellationToken = default)
    {
        for (var i = 0; i < purchases.Count; i++)
        {
            if (_held.ContainsKey(purchases[i].Reservation.Id))
            {
                continue;
            }

            if (Interlocked.Increment(ref _count) > _capacity)
            {
                Interlocked.Decrement(ref _count);
                return new(i);
            }

            if (_held.TryAdd(purchases[i].Reservation.Id, 0))
            {
                _waiting.Writer.TryWrite(new PurchaseDelivery(purchases[i], 1, IsDeadLettered: false, Tag: 0));
            }
            else
            {
                Interlocked.Decrement(ref _count);
            }
        }

        return new(purchases.Count);
    }

    public async ValueTask WaitForRoomAsync(CancellationToken cancellationToken = default)
    {
        while (Count > Low)
        {
            await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask<IReadOnlyList<PurchaseDelivery>> ReceiveAsync(int most, CancellationToken cancellationToken = default)
    {
        var batch = new List<PurchaseDelivery>();
        while (batch.Count == 0)
        {
            await _waiting.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false);
            while (batch.Count < most && _waiting.Reader.TryRead(out var delivery))
            {
                batch.Add(delivery);
            }
        }

        return batch;
    }

    public ValueTask AckAsync(IReadOnlyList<PurchaseDelivery> deliveries, CancellationToken cancellationToken = default)
    {
        foreach (var delivery in deliveries)
        {
            if (_held.TryRemove(delivery.Purchase.Reservation.Id, out _))
            {
                Interlocked.Decrement(ref _count);
            }
        }

        if (Count <= Low && _room.CurrentCount == 0)
        {
            _room.Release();
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask ReturnAsync(IReadOnlyList<PurchaseDelivery> deliveries, CancellationToken cancellationToken = default)
    {
        foreach (var delivery in deliveries)
        {
            _waiting.Writer.TryWrite(delivery with
            {
                Attempt = delivery.Attempt + 1,
                IsDeadLettered = delivery.Attempt >= options.Value.DeliveryLimit,
            });
        }

        return ValueTask.CompletedTask;
    }

    public bool MayHold(PurchaseId id) => _held.ContainsKey(id);

    public void Dispose() => _room.Dispose();
}
