using Seckill.Caching.Telemetry;

namespace Seckill.Caching.Administration;

internal sealed class CacheAdmin(SeckillCache cache) : ICacheAdmin
{
    public string Name => cache.Name;

    public ValueTask EvictAsync(string key, CancellationToken cancellationToken = default) => cache.RemoveAsync(key, cancellationToken);

    public ValueTask EvictByTagAsync(string tag, CancellationToken cancellationToken = default) => cache.RemoveByTagAsync(tag, cancellationToken);

    public CacheReport Read() => CacheReports.Read(cache.Parts);
}
