using System.Globalization;
using Seckill.Caching.Filters;
using Seckill.Caching.Telemetry;

namespace Seckill.Caching.Tests.Guards;

/// <summary>缓存穿透 at full size: a million ids that nobody has. Alone, because it weighs the process's memory.</summary>
[Collection(Alone.Name)]
public sealed class FloodTests(ITestOutputHelper output)
{
    private const int Million = 1_000_000;

    [Fact]
    public async Task Million_absent_ids_stop_at_the_filter_and_leave_nothing_behind()
    {
        // G11
        var filter = new KeyFilter("p:", new KeyFilterOptions { Capacity = Million });
        await filter.BuildAsync(new EvenNumbers(), default);
        await using var cache = new TestCache(guards: new KeyGuards([new KeyGuard("p:", [], filter, null)]));
        await FillAsync(cache, new Source(), 1000);
        var entries = cache.Cache.Parts.Local.Count;
        var source = new Source(null);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var random = new Random(1);
        for (var i = 0; i < Million; i++)
        {
            Assert.Null(await cache.GetAsync(OddKey(random), source));
        }

        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine($"{source.Calls} of {Million} reached the source, memory grew by {grown} bytes");
        Assert.InRange(source.Calls, 1, Million * 0.002);
        Assert.InRange(cache.Cache.Parts.Local.Count - entries, 0, source.Calls);
        Assert.InRange(grown, long.MinValue, 1024 * 1024);
        Assert.Equal("value", await cache.GetAsync("p:0", source));
        Assert.Equal(Million - source.Calls, cache.Count(CacheEvent.GuardFilter));
    }

    [Fact]
    public async Task Without_a_filter_memory_stays_bounded_and_the_hot_set_stays_at_hand()
    {
        // G12: every id is a load; every twentieth look-up is for one of a thousand hot keys.
        await using var cache = new TestCache(TimeProvider.System, o => (o.MaxLocalEntries, o.MaxNotFoundEntries) = (10_000, 10_000));
        var hot = new Source();
        var none = new Source(null);
        await FillAsync(cache, hot, 1000);
        var random = new Random(2);
        for (var i = 0; i < 100_000; i++)
        {
            await cache.GetAsync(OddKey(random), none);
        }

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var hits = 0;
        for (var i = 0; i < Million; i++)
        {
            await cache.GetAsync(OddKey(random), none);
            if (i % 20 == 0)
            {
                var calls = hot.Calls;
                await cache.GetAsync(HotKey(i / 20 % 1000), hot);
                hits += hot.Calls == calls ? 1 : 0;
            }
        }

        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine($"{hits} hits of {Million / 20}, {none.Calls} loads, memory grew by {grown} bytes");
        Assert.InRange(hits, 0.99 * Million / 20, Million / 20);
        Assert.InRange(grown, long.MinValue, 1024 * 1024);
        Assert.Equal(11_000, cache.Cache.Parts.Local.Count);
    }

    [Theory]
    [InlineData(LocalStoreKind.Sieve)]
    [InlineData(LocalStoreKind.MemoryCache)]
    public async Task Flood_of_rows_that_exist_does_not_outgrow_the_bound(LocalStoreKind store)
    {
        await using var cache = new TestCache(configure: o => (o.MaxLocalEntries, o.LocalStore) = (2_000, store));
        var source = new Source();
        for (var i = 0; i < 100_000; i++)
        {
            await cache.GetAsync(HotKey(i), source);
        }

        Assert.InRange(cache.Cache.Parts.Local.Count, 1, 2_000);
    }

    private static string HotKey(int number) => string.Create(CultureInfo.InvariantCulture, $"p:{number * 2}");

    private static string OddKey(Random random) => string.Create(CultureInfo.InvariantCulture, $"p:{(random.NextInt64(1L << 60) * 2) + 1}");

    private static async Task FillAsync(TestCache cache, Source source, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await cache.GetAsync(HotKey(i), source);
        }
    }

    private sealed class EvenNumbers : IKeyIdSource
    {
        public async IAsyncEnumerable<string> ReadIdsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.CompletedTask;
            for (var i = 0; i < Million; i++)
            {
                yield return (i * 2).ToString(CultureInfo.InvariantCulture);
            }
        }
    }
}
