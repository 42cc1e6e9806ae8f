using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Seckill.Caching.Benchmarks.Contestants;

/// <summary>Microsoft's HybridCache on its own Redis store. It has no bus and no bulk call.</summary>
internal sealed class HybridNode : CacheNode
{
    private static readonly HybridCacheEntryOptions s_sharedOnly = new() { Flags = HybridCacheEntryFlags.DisableLocalCache };

    private readonly ServiceProvider _services;
    private readonly HybridCache _cache;

    public HybridNode(IConnectionMultiplexer link, string prefix)
    {
        var services = new ServiceCollection();
        services.AddStackExchangeRedisCache(o => (o.InstanceName, o.ConnectionMultiplexerFactory) = (prefix + ":", () => Task.FromResult(link)));
        services.AddHybridCache(static o => o.DefaultEntryOptions = new() { Expiration = TimeSpan.FromHours(1), LocalCacheExpiration = TimeSpan.FromMinutes(5) });
        _services = services.BuildServiceProvider();
        _cache = _services.GetRequiredService<HybridCache>();
    }

    public override Task StartAsync() => Task.CompletedTask;

    public override ValueTask<Product> GetAsync(string key, Func<CancellationToken, ValueTask<Product>> load, string[]? tags = null) =>
        _cache.GetOrCreateAsync(key, load, static (l, ct) => l(ct), options: null, tags);

    public override ValueTask<Product> GetSharedAsync(string key, Func<CancellationToken, ValueTask<Product>> load) =>
        _cache.GetOrCreateAsync(key, load, static (l, ct) => l(ct), s_sharedOnly);

    public override async ValueTask<int> GetManyAsync(IReadOnlyList<string> keys, Source source) =>
        (await Task.WhenAll(keys.Select(key => GetAsync(key, source.LoadAsync).AsTask()))).Length;

    public override ValueTask SetAsync(string key, Product value, string[]? tags = null) => _cache.SetAsync(key, value, options: null, tags);

    public override ValueTask RemoveAsync(string key) => _cache.RemoveAsync(key);

    public override ValueTask RemoveTagAsync(string tag) => _cache.RemoveByTagAsync(tag);

    public override ValueTask DisposeAsync() => _services.DisposeAsync();
}
