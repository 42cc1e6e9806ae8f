namespace Seckill.Caching.Benchmarks.Hits;

/// <summary>A value that is no object: it must not become one.</summary>
internal readonly struct NumberHit(SeckillCache cache, string key) : IHit
{
    public bool Find()
    {
        var value = cache.GetOrCreateAsync<int, long>(key, 0, static (_, _) => throw new InvalidOperationException("A hit loads nothing."));
        return value.IsCompletedSuccessfully && value.Result == 7;
    }
}
