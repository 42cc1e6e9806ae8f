namespace Seckill.Caching;

/// <summary>Fills a cache before it is needed. It runs at the start of the host, and whenever <see cref="ICacheWarmer.WarmAsync"/> is called.</summary>
public interface ICacheWarmup
{
    /// <summary>Shown in logs and by the health check.</summary>
    string Name { get; }

    /// <summary>
    /// Fills the cache, best with <see cref="SeckillCache.GetOrCreateManyAsync"/>: it takes leases, so that a change that comes in meanwhile is not overwritten.
    /// </summary>
    ValueTask WarmAsync(SeckillCache cache, CancellationToken cancellationToken = default);
}
