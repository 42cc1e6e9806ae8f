using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Seckill.Caching.Filters;
using Seckill.Caching.Serialization;
using Seckill.Caching.Telemetry;
using Seckill.Testing.Caching;

namespace Seckill.Caching.Tests;

/// <summary>A cache in virtual time, local or on a shared server in memory.</summary>
internal sealed class TestCache : IAsyncDisposable
{
    private static readonly ServiceProvider s_nothing = new ServiceCollection().BuildServiceProvider();

    private readonly ServiceProvider? _services;

    public TestCache(
        TimeProvider? clock = null,
        Action<SeckillCachingOptions>? configure = null,
        InMemoryCacheNode? node = null,
        KeyGuards? guards = null,
        bool inline = false,
        IDistributedCacheTier? tier = null,
        ICacheLog? log = null,
        CachingMetrics? metrics = null)
    {
        Clock = clock as FakeTimeProvider ?? new FakeTimeProvider(new DateTimeOffset(2026, 11, 11, 0, 0, 0, TimeSpan.Zero));
        var options = new SeckillCachingOptions();
        options.DefaultEntryOptions = options.DefaultEntryOptions with { Jitter = 0 };
        configure?.Invoke(options);
        Node = node;
        _services = metrics is null ? new ServiceCollection().AddMetrics().BuildServiceProvider() : null;
        var parts = new CacheParts(
            "test",
            options,
            clock ?? Clock,
            tier ?? node,
            new SerializerSource(_services ?? s_nothing, null),
            guards ?? new KeyGuards([]),
            metrics ?? new CachingMetrics(_services!.GetRequiredService<IMeterFactory>()),
            NullLogger.Instance,
            inline);
        Cache = new SeckillCache(parts, log ?? node);
    }

    public FakeTimeProvider Clock { get; }

    public SeckillCache Cache { get; }

    public InMemoryCacheNode? Node { get; }

    /// <summary>A cache on a server, in step with it, whose heartbeats are the test's.</summary>
    public static async Task<TestCache> OnAsync(
        InMemoryCacheServer server, FakeTimeProvider clock, Action<SeckillCachingOptions>? configure = null, bool inline = false, KeyGuards? guards = null)
    {
        var cache = new TestCache(clock, configure, server.Connect(), guards, inline);
        await cache.Node!.SubscribeAsync(cache.Cache.Follower!);
        await cache.BeatAsync();
        return cache;
    }

    public ValueTask BeatAsync() => Cache.Follower!.HeartbeatAsync(CancellationToken.None);

    public void Advance(double milliseconds) => Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));

    public long Count(CacheEvent what) => Cache.Parts.Counters.Read(what);

    public ValueTask<string?> GetAsync(string key, Source source, CacheEntryOptions? options = null, CancellationToken cancellationToken = default) =>
        Cache.GetOrCreateAsync<Source, string?>(key, source, static (s, context, ct) => s.LoadAsync(ct), options, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Cache.DisposeAsync();
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }
    }
}
