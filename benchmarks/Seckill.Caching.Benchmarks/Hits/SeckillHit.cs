using Seckill.Caching.Benchmarks.Contestants;

namespace Seckill.Caching.Benchmarks.Hits;

/// <summary>Our cache by its own type, as an application that knows it calls it.</summary>
internal readonly struct SeckillHit(SeckillCache cache, string key) : IHit
{
    public bool Find()
    {
        var value = cache.GetOrCreateAsync<int, Product>(key, 0, static (_, _) => throw new InvalidOperationException("A hit loads nothing."));
        return value.IsCompletedSuccessfully && value.Result is not null;
    }
}
