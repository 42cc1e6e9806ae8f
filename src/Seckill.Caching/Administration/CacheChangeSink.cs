namespace Seckill.Caching.Administration;

internal sealed class CacheChangeSink(SeckillCache cache) : ICacheChangeSink
{
    public async ValueTask ApplyAsync(CacheChange change, CancellationToken cancellationToken = default)
    {
        if (change.Key is { } key)
        {
            await cache.RemoveAsync(key, change.SourceVersion, cancellationToken).ConfigureAwait(false);
        }

        if (change.Tag is { } tag)
        {
            await cache.RemoveByTagAsync(tag, cancellationToken).ConfigureAwait(false);
        }
    }
}
