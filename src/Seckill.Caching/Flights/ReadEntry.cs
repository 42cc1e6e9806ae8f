using Seckill.Caching.Local;

namespace Seckill.Caching.Flights;

/// <summary>What was read from the Distributed tier.</summary>
/// <param name="Entry">The entry; null when there is none that could be served.</param>
/// <param name="Freshness">What it is good for; meaningless without an entry.</param>
/// <param name="Version">The version that was seen, served or not; 0 when there was none.</param>
internal readonly record struct ReadEntry<T>(TypedEntry<T>? Entry, Freshness Freshness, long Version)
{
    public bool IsServable => Entry is not null && Freshness is Freshness.Fresh or Freshness.Refresh;
}
