using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Seckill.Caching.Tests.Wiring;

public sealed class RegistrationTests
{
    [Fact]
    public async Task Default_cache_is_the_hybrid_cache()
    {
        var services = new ServiceCollection();
        services.AddSeckillCaching();
        services.AddSeckillCaching();
        await using var provider = services.BuildServiceProvider();

        var cache = provider.GetRequiredService<SeckillCache>();
        Assert.Same(cache, provider.GetRequiredService<HybridCache>());
        Assert.Single(provider.GetServices<IHostedService>(), s => s is Warmup.CacheWorker);
        Assert.Single(provider.GetServices<ICacheAdmin>());
    }

    [Fact]
    public async Task Keyed_caches_share_nothing()
    {
        var services = new ServiceCollection();
        services.AddSeckillCaching();
        services.AddKeyedSeckillCaching("a");
        services.AddKeyedSeckillCaching("b");
        await using var provider = services.BuildServiceProvider();
        var a = provider.GetRequiredKeyedService<HybridCache>("a");
        var b = provider.GetRequiredKeyedService<HybridCache>("b");
        await a.SetAsync("k", "a");

        Assert.Equal("b", await b.GetOrCreateAsync("k", _ => new ValueTask<string>("b")));
        Assert.Equal("default", await provider.GetRequiredService<HybridCache>().GetOrCreateAsync("k", _ => new ValueTask<string>("default")));
    }

    [Fact]
    public void Wrong_option_is_named_at_start()
    {
        var services = new ServiceCollection();
        services.AddKeyedSeckillCaching("a", o => o.MaxConcurrentLoads = 0);
        using var provider = services.BuildServiceProvider();

        var error = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());
        Assert.Contains("MaxConcurrentLoads is 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_warms_up_builds_filters_and_is_ready_then()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<Products>();
        builder.Services.AddSeckillCaching()
            .AddKeyFilter<Products>("product:", o => o.Capacity = 100)
            .AddKeyRule("product:", new NumberRange(1, 1000))
            .AddWarmup<Products>();
        using var host = builder.Build();
        var products = host.Services.GetRequiredService<Products>();
        await host.StartAsync();
        var health = host.Services.GetRequiredService<HealthCheckService>();
        Assert.Equal(HealthStatus.Unhealthy, (await health.CheckHealthAsync()).Status);
        products.Open.SetResult();
        await Eventually.IsTrueAsync(() => host.Services.GetRequiredService<ICacheWarmer>().IsWarm);

        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync()).Status);
        var cache = host.Services.GetRequiredService<HybridCache>();
        Assert.Equal("warm 1", await cache.GetOrCreateAsync("product:1", _ => new ValueTask<string?>("cold")));
        Assert.Null(await cache.GetOrCreateAsync("product:500", _ => new ValueTask<string?>("cold")));
        Assert.Null(await cache.GetOrCreateAsync("product:5000", _ => new ValueTask<string?>("cold")));
        var report = Assert.Single(host.Services.GetServices<ICacheAdmin>()).Read();
        Assert.Equal(1, report.Guards.Single(g => g.Guard == "filter").Count);
        Assert.Equal(1, report.Guards.Single(g => g.Guard == "range").Count);
        await host.StopAsync();
    }

    [Fact]
    public async Task Warm_up_that_fails_is_tried_again()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<Microsoft.Extensions.Time.Testing.FakeTimeProvider>();
        builder.Services.AddSingleton<TimeProvider>(p => p.GetRequiredService<Microsoft.Extensions.Time.Testing.FakeTimeProvider>());
        builder.Services.AddSingleton<Failing>();
        builder.Services.AddSeckillCaching().AddWarmup<Failing>();
        using var host = builder.Build();
        await host.StartAsync();
        var warmer = host.Services.GetRequiredService<ICacheWarmer>();
        var clock = host.Services.GetRequiredService<Microsoft.Extensions.Time.Testing.FakeTimeProvider>();
        await Eventually.IsTrueAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return warmer.IsWarm;
        });

        Assert.Equal(3, host.Services.GetRequiredService<Failing>().Calls);
        await host.StopAsync();
    }

    internal sealed class Products : IKeyIdSource, ICacheWarmup
    {
        public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "products";

        public async IAsyncEnumerable<string> ReadIdsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Open.Task.WaitAsync(cancellationToken);
            yield return "1";
            yield return "2";
        }

        public async ValueTask WarmAsync(SeckillCache cache, CancellationToken cancellationToken = default)
        {
            await Open.Task.WaitAsync(cancellationToken);
            await cache.GetOrCreateManyAsync<int, string>(
                [1, 2],
                static id => $"product:{id}",
                static (ids, _) => new ValueTask<IReadOnlyDictionary<int, string>>(ids.ToDictionary(i => i, i => $"warm {i}")),
                cancellationToken: cancellationToken);
        }
    }

    internal sealed class Failing : ICacheWarmup
    {
        public int Calls { get; private set; }

        public string Name => "failing";

        public ValueTask WarmAsync(SeckillCache cache, CancellationToken cancellationToken = default) =>
            ++Calls < 3 ? throw new IOException("not yet") : ValueTask.CompletedTask;
    }
}
