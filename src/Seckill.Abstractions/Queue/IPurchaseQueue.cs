using Seckill.Ids;

namespace Seckill.Queue;

/// <summary>
/// Carries purchases from the stock store's line to those who write orders. It is a conveyor and no record: the line is, so a queue that
/// loses what it holds costs time and never a ticket. Purchases may be given out more than once; whoever takes them is idempotent by their ids.
/// </summary>
public interface IPurchaseQueue
{
    /// <summary>
    /// Hands purchases over, in order, as far as there is room, and returns when the queue has confirmed them. What it holds already counts
    /// as handed over. An exception means "unknown": they are still in the line and may be handed over again. With nothing to hand over it
    /// only finds out whether it could.
    /// </summary>
    /// <returns>How many, from the first on, are in the queue's care; fewer than given when it is full.</returns>
    ValueTask<int> PublishAsync(IReadOnlyList<QueuedPurchase> purchases, CancellationToken cancellationToken = default);

    /// <summary>Returns when there is room for more, at once if there is.</summary>
    ValueTask WaitForRoomAsync(CancellationToken cancellationToken = default);

    /// <summary>Takes what waits, oldest first; waits for the first one only, so that a batch is as large as the backlog.</summary>
    /// <param name="most">Purchases at the most, 1 or more.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    ValueTask<IReadOnlyList<PurchaseDelivery>> ReceiveAsync(int most, CancellationToken cancellationToken = default);

    /// <summary>Ends deliveries: their orders, or their refusals, are durable.</summary>
    ValueTask AckAsync(IReadOnlyList<PurchaseDelivery> deliveries, CancellationToken cancellationToken = default);

    /// <summary>Gives deliveries back to be given out again; after too many times they come marked as dead-lettered.</summary>
    ValueTask ReturnAsync(IReadOnlyList<PurchaseDelivery> deliveries, CancellationToken cancellationToken = default);

    /// <summary>True while the queue may still hold the purchase, so that recovery leaves it alone; false when it certainly does not.</summary>
    bool MayHold(PurchaseId id);
}
