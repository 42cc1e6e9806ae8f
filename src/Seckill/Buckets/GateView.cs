using Seckill.Stock;

namespace Seckill.Buckets;

/// <summary>One look at a bucket, and when this node took it.</summary>
/// <param name="View">What was seen.</param>
/// <param name="Taken">The node's monotonic clock, in ticks of <see cref="TimeProvider.TimestampFrequency"/>.</param>
internal sealed record GateView(BucketView View, long Taken);
