using Seckill.Caching;

namespace Seckill.Redis.Caching;

/// <summary>Rings as lists without an end of life.</summary>
internal sealed class RedisKeyRing(RedisCacheConnection connection, RedisCacheOptions options) : ISharedKeyRing
{
    public async ValueTask<IReadOnlyList<string>> ReadAsync(string ring, CancellationToken cancellationToken = default)
    {
        var link = await connection.OpenAsync().ConfigureAwait(false);
        var texts = await link.Database.ListRangeAsync(CacheKeys.Ring(options.KeyPrefix, ring)).WaitAsync(cancellationToken).ConfigureAwait(false);
        return [.. texts.Select(static t => (string)t!)];
    }

    public async ValueTask AppendAsync(string ring, string text, CancellationToken cancellationToken = default)
    {
        var link = await connection.OpenAsync().ConfigureAwait(false);
        await link.Database.ListRightPushAsync(CacheKeys.Ring(options.KeyPrefix, ring), text).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (options.FlushCommand is { } flush)
        {
            await link.Database.ExecuteAsync(flush).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
