using Seckill.Caching.Benchmarks.Contestants;
using ZiggyCreatures.Caching.Fusion;

namespace Seckill.Caching.Benchmarks.Hits;

internal readonly struct FusionHit(FusionCache cache, string key) : IHit
{
    public bool Find()
    {
        var value = cache.GetOrSetAsync<Product>(key, static (_, _) => throw new InvalidOperationException("A hit loads nothing."));
        return value.IsCompletedSuccessfully && value.Result is not null;
    }
}
