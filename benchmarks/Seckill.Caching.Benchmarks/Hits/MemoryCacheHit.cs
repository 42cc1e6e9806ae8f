using Microsoft.Extensions.Caching.Memory;

namespace Seckill.Caching.Benchmarks.Hits;

/// <summary>The yardstick.</summary>
internal readonly struct MemoryCacheHit(MemoryCache cache, string key) : IHit
{
    public bool Find() => cache.TryGetValue(key, out var value) && value is not null;
}
