namespace Seckill.Queue;

/// <summary>A purchase as the queue gives it out. It stays in the queue's care until it is acknowledged.</summary>
/// <param name="Purchase">The purchase.</param>
/// <param name="Attempt">How often it was given out, this time included; 1 or more.</param>
/// <param name="IsDeadLettered">True when it was returned too often: it is given out to be ended, not to be tried for ever.</param>
/// <param name="Tag">The queue's own mark.</param>
public sealed record PurchaseDelivery(QueuedPurchase Purchase, int Attempt, bool IsDeadLettered, ulong Tag);
