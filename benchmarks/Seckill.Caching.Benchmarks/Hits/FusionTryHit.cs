using Seckill.Caching.Benchmarks.Contestants;
using ZiggyCreatures.Caching.Fusion;

namespace Seckill.Caching.Benchmarks.Hits;

/// <summary>FusionCache's cheapest look-up.</summary>
internal readonly struct FusionTryHit(FusionCache cache, string key) : IHit
{
    public bool Find()
    {
        var value = cache.TryGetAsync<Product>(key);
        return value.IsCompletedSuccessfully && value.Result.HasValue;
    }
}
