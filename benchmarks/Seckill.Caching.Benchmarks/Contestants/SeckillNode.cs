using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using Seckill.Redis;
using StackExchange.Redis;

namespace Seckill.Caching.Benchmarks.Contestants;

internal sealed class SeckillNode : CacheNode
{
    private static readonly HybridCacheEntryOptions s_sharedOnly = new() { Flags = HybridCacheEntryFlags.DisableLocalCache };

    private readonly ServiceProvider _services;

    public SeckillNode(IConnectionMultiplexer link, string prefix)
    {
        var services = new ServiceCollection();
        services.AddSeckillCaching().UseRedis(o => (o.Multiplexer, o.KeyPrefix) = (_ => link, prefix));
        _services = services.BuildServiceProvider();
        Cache = _services.GetRequiredService<SeckillCache>();
    }

    public SeckillCache Cache { get; }

    public override Task StartAsync() => Cache.StartAsync();

    public override ValueTask<Product> GetAsync(string key, Func<CancellationToken, ValueTask<Product>> load, string[]? tags = null) =>
        Cache.GetOrCreateAsync(key, load, static (l, ct) => l(ct), options: null, tags);

    public override ValueTask<Product> GetSharedAsync(string key, Func<CancellationToken, ValueTask<Product>> load) =>
        Cache.GetOrCreateAsync(key, load, static (l, ct) => l(ct), s_sharedOnly);

    public override async ValueTask<int> GetManyAsync(IReadOnlyList<string> keys, Source source) =>
        (await Cache.GetOrCreateManyAsync(keys, static key => key, source.LoadManyAsync)).Count;

    public override ValueTask SetAsync(string key, Product value, string[]? tags = null) => Cache.SetAsync(key, value, options: null, tags);

    public override ValueTask RemoveAsync(string key) => Cache.RemoveAsync(key);

    public override ValueTask RemoveTagAsync(string tag) => Cache.RemoveByTagAsync(tag);

    public override ValueTask DisposeAsync() => _services.DisposeAsync();
}
