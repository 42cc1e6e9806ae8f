using StackExchange.Redis;

namespace Seckill.Caching.Lab.Caches;

/// <summary>What everybody writes first: ask Redis, else the source, and store what it has. Nothing guards it.</summary>
internal sealed class CacheAside : LabCache
{
    private readonly ConnectionMultiplexer _link;
    private readonly TimeSpan _life;

    private CacheAside(ConnectionMultiplexer link, TimeSpan life) => (_link, _life) = (link, life);

    public static async Task<CacheAside> ConnectAsync(string configuration, TimeSpan life) => new(await ConnectionMultiplexer.ConnectAsync(configuration), life);

    public override async ValueTask<string?> GetAsync(string key, LabSource source)
    {
        var database = _link.GetDatabase();
        if ((string?)await database.StringGetAsync("aside:" + key) is { } cached)
        {
            return cached;
        }

        var value = await source.LoadAsync(key, CancellationToken.None);
        if (value is not null)
        {
            await database.StringSetAsync("aside:" + key, value, _life);
        }

        return value;
    }

    public override ValueTask DisposeAsync() => _link.DisposeAsync();
}
