using Microsoft.Extensions.Caching.StackExchangeRedis;
using StackExchange.Redis;
using ZiggyCreatures.Caching.Fusion;

namespace Seckill.Caching.Benchmarks.Contestants;

/// <summary>FusionCache with Microsoft's Redis store as second level and a bus over Redis. It has no bulk call.</summary>
internal sealed class FusionNode : CacheNode
{
    private readonly FusionCache _cache;
    private readonly RedisCache _store;
    private readonly FusionCacheEntryOptions _sharedOnly;

    public FusionNode(IConnectionMultiplexer link, string prefix)
    {
        var entry = new FusionCacheEntryOptions(TimeSpan.FromMinutes(5)) { DistributedCacheDuration = TimeSpan.FromHours(1) };
        _sharedOnly = entry.Duplicate().SetSkipMemoryCache();
        _store = new RedisCache(new RedisCacheOptions { InstanceName = prefix + ":", ConnectionMultiplexerFactory = () => Task.FromResult(link) });
        _cache = new FusionCache(new FusionCacheOptions { CacheName = prefix, DefaultEntryOptions = entry });
        _cache.SetupDistributedCache(_store, new FusionJson());
        _cache.SetupBackplane(new FusionRedisBus(link));
    }

    public override Task StartAsync() => Task.CompletedTask;

    public override ValueTask<Product> GetAsync(string key, Func<CancellationToken, ValueTask<Product>> load, string[]? tags = null) =>
        _cache.GetOrSetAsync<Product>(key, async (_, ct) => await load(ct), tags: tags);

    public override ValueTask<Product> GetSharedAsync(string key, Func<CancellationToken, ValueTask<Product>> load) =>
        _cache.GetOrSetAsync<Product>(key, async (_, ct) => await load(ct), _sharedOnly);

    public override async ValueTask<int> GetManyAsync(IReadOnlyList<string> keys, Source source) =>
        (await Task.WhenAll(keys.Select(key => GetAsync(key, source.LoadAsync).AsTask()))).Length;

    public override ValueTask SetAsync(string key, Product value, string[]? tags = null) => _cache.SetAsync(key, value, tags: tags);

    public override ValueTask RemoveAsync(string key) => _cache.RemoveAsync(key);

    public override ValueTask RemoveTagAsync(string tag) => _cache.RemoveByTagAsync(tag);

    public override ValueTask DisposeAsync()
    {
        _cache.Dispose();
        _store.Dispose();
        return ValueTask.CompletedTask;
    }
}
