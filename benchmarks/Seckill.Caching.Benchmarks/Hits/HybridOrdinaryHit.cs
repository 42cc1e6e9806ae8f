using Microsoft.Extensions.Caching.Hybrid;
using Seckill.Caching.Benchmarks.Contestants;

namespace Seckill.Caching.Benchmarks.Hits;

/// <summary>The same with a value that anybody may change.</summary>
internal readonly struct HybridOrdinaryHit(HybridCache cache, string key) : IHit
{
    public bool Find()
    {
        var value = cache.GetOrCreateAsync<int, OrdinaryProduct>(key, 0, static (_, _) => throw new InvalidOperationException("A hit loads nothing."));
        return value.IsCompletedSuccessfully && value.Result is not null;
    }
}
