using System.Globalization;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Seckill.Caching.Benchmarks.Contestants;
using Seckill.Speed.Reporting;
using ZiggyCreatures.Caching.Fusion;

namespace Seckill.Caching.Benchmarks.Hits;

/// <summary>A value that is in the process' own memory: a thousand keys, one of them hot, rounds of all rows in turn, the best round of each.</summary>
internal sealed class HitBenchmark : IDisposable
{
    private const int Keys = 1_000;
    private const string Hot = "product:500";

    private readonly List<IAsyncDisposable> _services = [];
    private readonly MemoryCache _memory = new(new MemoryCacheOptions());
    private readonly FusionCache _fusion = new(new FusionCacheOptions { DefaultEntryOptions = new(TimeSpan.FromHours(1)) });
    private readonly FusionCache _guarded = new(new FusionCacheOptions
    {
        DefaultEntryOptions = new(TimeSpan.FromHours(1)) { IsFailSafeEnabled = true, EagerRefreshThreshold = 0.8f },
    });

    public static async Task RunAsync(TextWriter output, int rounds)
    {
        using var benchmark = new HitBenchmark();
        var loops = await benchmark.PrepareAsync();
        loops.ForEach(static loop => loop.WarmUp());
        // Compiled in the background; the second time the final code is laid out.
        await Task.Delay(300);
        loops.ForEach(static loop => loop.WarmUp());
        await Task.Delay(300);
        for (var round = 0; round < rounds; round++)
        {
            loops.ForEach(static loop => loop.Measure());
        }

        for (var round = 0; round < rounds / 2; round++)
        {
            loops.ForEach(static loop => loop.MeasureTwo());
        }

        var yardstick = loops[0];
        output.WriteLine(MarkdownTable.Format(
            ["hit in own memory", "ns", "ratio", "bytes", "two threads: ratio"],
            loops.Select(loop => (IReadOnlyList<string>)
            [
                loop.Name, Text(loop.Nanoseconds, "0.0"), Text(loop.Nanoseconds / yardstick.Nanoseconds, "0.00"), Text(loop.Bytes, "0"),
                Text(loop.NanosecondsOfTwo / yardstick.NanosecondsOfTwo, "0.00"),
            ])));
        await benchmark.StopAsync();
    }

    public void Dispose()
    {
        _memory.Dispose();
        _fusion.Dispose();
        _guarded.Dispose();
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private async Task<List<HitLoop>> PrepareAsync()
    {
        var sieve = Seckill(LocalStoreKind.Sieve);
        var memory = Seckill(LocalStoreKind.MemoryCache);
        var hybrid = Build(new ServiceCollection().AddHybridCache().Services).GetRequiredService<HybridCache>();
        for (var i = 0; i < Keys; i++)
        {
            var (key, value) = ($"product:{i}", Product.Number(i));
            _memory.Set(key, value);
            await _fusion.SetAsync(key, value);
            await _guarded.SetAsync(key, value);
            foreach (var cache in new[] { sieve, memory, hybrid })
            {
                await cache.SetAsync(key, value);
            }
        }

        await sieve.SetAsync("tagged", Product.Number(1), tags: ["sale:1", "products"]);
        await sieve.RemoveByTagAsync("sale:2");
        await sieve.SetAsync("number", 7L);
        await hybrid.SetAsync("ordinary", new OrdinaryProduct { Id = 1, Title = "Flash sale phone" });
        await sieve.SetAsync("ordinary", new OrdinaryProduct { Id = 1, Title = "Flash sale phone" });
        var pin = sieve.Pin(Hot, static _ => ValueTask.FromResult(Product.Number(500)));
        await pin.WhenReadyAsync();
        return
        [
            HitLoop.Of("MemoryCache.TryGetValue", new MemoryCacheHit(_memory, Hot)),
            HitLoop.Of("**Seckill**, SIEVE store (default)", new SeckillHit(sieve, Hot)),
            HitLoop.Of("Seckill, SIEVE store, through `HybridCache`", new HybridHit(sieve, Hot)),
            HitLoop.Of("Seckill, an ordinary class", new SeckillOrdinaryHit(sieve, "ordinary")),
            HitLoop.Of("Seckill, a number", new NumberHit(sieve, "number")),
            HitLoop.Of("Seckill, two tags", new SeckillHit(sieve, "tagged")),
            HitLoop.Of("**Seckill**, MemoryCache store", new SeckillHit(memory, Hot)),
            HitLoop.Of("Seckill, pinned value", new PinnedHit(pin)),
            HitLoop.Of("HybridCache, sealed immutable class", new HybridHit(hybrid, Hot)),
            HitLoop.Of("HybridCache, ordinary class", new HybridOrdinaryHit(hybrid, "ordinary")),
            HitLoop.Of("FusionCache.TryGetAsync", new FusionTryHit(_fusion, Hot)),
            HitLoop.Of("FusionCache.GetOrSetAsync", new FusionHit(_fusion, Hot)),
            HitLoop.Of("FusionCache, fail-safe and eager refresh (ours has both on)", new FusionHit(_guarded, Hot)),
        ];
    }

    private SeckillCache Seckill(LocalStoreKind kind) =>
        Build(new ServiceCollection().AddSeckillCaching(o => o.LocalStore = kind).Services).GetRequiredService<SeckillCache>();

    private ServiceProvider Build(IServiceCollection services)
    {
        var provider = services.BuildServiceProvider();
        _services.Add(provider);
        return provider;
    }

    private async Task StopAsync()
    {
        foreach (var provider in _services)
        {
            await provider.DisposeAsync();
        }
    }
}
