using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Seckill.Testing.Caching;

namespace Seckill.Caching.Tests.Telemetry;

public sealed class LoggingTests
{
    [Fact]
    public async Task Hits_misses_and_loads_log_nothing()
    {
        var log = new LogRecorder();
        await using var services = Build(log);
        var cache = services.GetRequiredService<SeckillCache>();
        for (var i = 0; i < 1000; i++)
        {
            await cache.GetOrCreateAsync($"k{i % 10}", _ => new ValueTask<string>("value"));
            await cache.TryGetAsync<string>($"k{i % 10}");
        }

        await cache.SetAsync("k", "value");
        await cache.RemoveAsync("k");
        Assert.Empty(log.Lines);
        Assert.Equal(0, log.Asked);
    }

    [Fact]
    public async Task Failure_behind_a_stale_value_is_a_warning_and_one_for_the_caller_is_not()
    {
        var log = new LogRecorder();
        await using var services = Build(log);
        var cache = services.GetRequiredService<SeckillCache>();
        await Assert.ThrowsAsync<IOException>(async () => await cache.GetOrCreateAsync<string>("k", _ => throw new IOException("down")));
        Assert.Equal((LogLevel.Debug, 5002), Assert.Single(log.Lines.Select(static l => (l.Level, l.Event))));

        log.Lines.Clear();
        await cache.SetAsync("k", "value");
        await cache.ExpireAsync("k");
        Assert.Equal("value", await cache.GetOrCreateAsync<string>("k", _ => throw new IOException("down")));
        var line = Assert.Single(log.Lines);
        Assert.Equal((LogLevel.Warning, 5001), (line.Level, line.Event));
        Assert.Contains("a load of k failed", line.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outage_is_told_once_and_so_is_its_end()
    {
        var log = new LogRecorder();
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var node = new InMemoryCacheServer(clock).Connect();
        await using var services = Build(log, s =>
        {
            s.AddSingleton<TimeProvider>(clock);
            s.AddKeyedSingleton<IDistributedCacheTier>("", node);
            s.AddKeyedSingleton<ICacheLog>("", node);
        });
        var cache = services.GetRequiredService<SeckillCache>();
        await node.SubscribeAsync(cache.Follower!);
        await cache.Follower!.HeartbeatAsync(default);
        node.IsCut = true;
        for (var i = 0; i < 100; i++)
        {
            await cache.GetOrCreateAsync($"k{i}", _ => new ValueTask<string>("value"));
        }

        Assert.Single(log.Lines, static l => l.Event == 5005);
        node.IsCut = false;
        await cache.Follower!.HeartbeatAsync(default);
        Assert.Single(log.Lines, static l => l.Event == 5006);
    }

    private static ServiceProvider Build(LogRecorder log, Action<IServiceCollection>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        configure?.Invoke(services);
        services.AddSeckillCaching();
        return services.BuildServiceProvider();
    }
}
