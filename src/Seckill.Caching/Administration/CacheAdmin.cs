using Seckill.Caching.Telemetry;

namespace Seckill.Caching.Administration;

internal sealed class CacheAdmin(SeckillCache cache) : ICacheAdmin
{
    public string Name => cache.Name;

    public async ValueTask<bool> EvictAsync(string key, CancellationToken cancellationToken = default) =>
        await cache.RemoveAsync(key, sourceVersion: 0, cancellationToken).ConfigureAwait(false) != WriteOutcome.Deferred;

    public ValueTask EvictByTagAsync(string tag, CancellationToken cancellationToken = default) => cache.RemoveByTagAsync(tag, cancellationToken);

    public CacheReport Read() => CacheReports.Read(cache.Parts);
}
