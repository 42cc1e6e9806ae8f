using System.Globalization;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Seckill.Caching.Benchmarks.Contestants;
using Seckill.Speed.Reporting;
using ZiggyCreatures.Caching.Fusion;

namespace Seckill.Caching.Benchmarks.Memory;

/// <summary>What an entry costs in own memory over its key and value: 100,000 of them.</summary>
internal static class EntrySizeBenchmark
{
    private const int Entries = 100_000;

    public static async Task RunAsync(TextWriter output)
    {
        using var memory = new MemoryCache(new MemoryCacheOptions());
        using var fusion = new FusionCache(new FusionCacheOptions { DefaultEntryOptions = new(TimeSpan.FromHours(1)) });
        await using var sieve = Seckill(LocalStoreKind.Sieve);
        await using var stored = Seckill(LocalStoreKind.MemoryCache);
        await using var hybrid = new ServiceCollection().AddHybridCache().Services.BuildServiceProvider();
        var rows = new List<IReadOnlyList<string>>
        {
            await MeasureAsync("MemoryCache", (key, value) =>
            {
                memory.Set(key, value, TimeSpan.FromHours(1));
                return ValueTask.CompletedTask;
            }),
            await MeasureAsync("**Seckill**, SIEVE store (default)", (key, value) => sieve.GetRequiredService<SeckillCache>().SetAsync(key, value)),
            await MeasureAsync("**Seckill**, MemoryCache store", (key, value) => stored.GetRequiredService<SeckillCache>().SetAsync(key, value)),
            await MeasureAsync("HybridCache 10.11.0", (key, value) => hybrid.GetRequiredService<HybridCache>().SetAsync(key, value)),
            await MeasureAsync("FusionCache 2.9.0", (key, value) => fusion.SetAsync(key, value)),
        };
        await output.WriteLineAsync(MarkdownTable.Format(["100,000 entries in own memory", "bytes an entry, over key and value"], rows));
    }

    private static ServiceProvider Seckill(LocalStoreKind kind) => new ServiceCollection()
        .AddSeckillCaching(o => (o.LocalStore, o.MaxLocalEntries) = (kind, 2 * Entries)).Services.BuildServiceProvider();

    private static async Task<IReadOnlyList<string>> MeasureAsync(string name, Func<string, Product, ValueTask> set)
    {
        var keys = Enumerable.Range(0, Entries).Select(static i => $"product:{i}").ToArray();
        var values = Enumerable.Range(0, Entries).Select(static i => Product.Number(i)).ToArray();
        await set("first", values[0]);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Entries; i++)
        {
            await set(keys[i], values[i]);
        }

        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Entries;
        GC.KeepAlive(keys);
        GC.KeepAlive(values);
        return [name, bytes.ToString("0", CultureInfo.InvariantCulture)];
    }
}
