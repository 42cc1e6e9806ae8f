using Seckill.Stock;

namespace Seckill.Queue;

/// <summary>A reservation on its way to its order.</summary>
/// <param name="Bucket">The bucket whose line it stands in.</param>
/// <param name="Reservation">The reservation, as it was recorded.</param>
public readonly record struct QueuedPurchase(BucketKey Bucket, Reservation Reservation);
