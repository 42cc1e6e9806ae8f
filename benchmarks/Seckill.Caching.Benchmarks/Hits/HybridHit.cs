using Microsoft.Extensions.Caching.Hybrid;
using Seckill.Caching.Benchmarks.Contestants;

namespace Seckill.Caching.Benchmarks.Hits;

/// <summary>Any <see cref="HybridCache"/>, ours too, by the call that all its users make.</summary>
internal readonly struct HybridHit(HybridCache cache, string key) : IHit
{
    public bool Find()
    {
        var value = cache.GetOrCreateAsync<int, Product>(key, 0, static (_, _) => throw new InvalidOperationException("A hit loads nothing."));
        return value.IsCompletedSuccessfully && value.Result is not null;
    }
}
