using Seckill.Caching.Telemetry;

namespace Seckill.Caching.Tests.Engine;

public sealed class BulkTests
{
    [Fact]
    public async Task Missing_values_are_loaded_in_one_call()
    {
        await using var cache = new TestCache();
        await cache.Cache.SetAsync("p:2", "cached");
        var calls = new List<int[]>();

        var values = await cache.Cache.GetOrCreateManyAsync<int, string>([1, 2, 3, 3, 4], static id => $"p:{id}", (ids, _) =>
        {
            calls.Add([.. ids]);
            return new ValueTask<IReadOnlyDictionary<int, string>>(ids.Where(i => i != 4).ToDictionary(i => i, i => $"loaded {i}"));
        });

        Assert.Equal([1, 3, 4], Assert.Single(calls).Order());
        Assert.Equal(["cached", "loaded 1", "loaded 3"], values.Values.Order());
        Assert.True((await cache.Cache.TryGetAsync<string>("p:4")).IsKnownAbsent);
    }

    [Fact]
    public async Task Thousand_keys_take_one_slot()
    {
        await using var cache = new TestCache(configure: o => o.MaxConcurrentLoads = 2);
        var single = new Source();
        single.Hold();
        var first = cache.GetAsync("first", single).AsTask();
        var calls = 0;
        var end = new TaskCompletionSource();
        var bulk = cache.Cache.GetOrCreateManyAsync<int, string>(Enumerable.Range(0, 1000), static id => $"p:{id}", async (ids, _) =>
        {
            calls++;
            await end.Task;
            return ids.ToDictionary(i => i, i => $"{i}");
        }).AsTask();
        Assert.Equal(1, calls);
        Assert.Equal(0, cache.Count(CacheEvent.GuardLimiter));

        // Both slots are taken: one by the load, one by the thousand.
        var last = cache.GetAsync("last", single).AsTask();
        Assert.Equal(1, cache.Count(CacheEvent.GuardLimiter));
        Assert.Equal(1, single.Calls);
        end.SetResult();
        Assert.Equal(1000, (await bulk).Count);
        single.Release();
        await first;
        await last;
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Bulk_load_waits_for_its_turn()
    {
        await using var cache = new TestCache(configure: o => o.MaxConcurrentLoads = 1);
        var single = new Source();
        single.Hold();
        var first = cache.GetAsync("first", single).AsTask();
        var calls = 0;
        var bulk = cache.Cache.GetOrCreateManyAsync<int, string>(Enumerable.Range(0, 1000), static id => $"p:{id}", (ids, _) =>
        {
            calls++;
            return new ValueTask<IReadOnlyDictionary<int, string>>(ids.ToDictionary(i => i, i => $"{i}"));
        }).AsTask();
        Assert.Equal(0, calls);
        Assert.Equal(1, cache.Count(CacheEvent.GuardLimiter));

        single.Release();
        await first;
        Assert.Equal(1000, (await bulk).Count);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Key_that_somebody_else_loads_is_waited_for_and_not_loaded_twice()
    {
        await using var cache = new TestCache();
        var source = new Source("theirs");
        source.Hold();
        var single = cache.GetAsync("p:1", source).AsTask();
        await source.Entered;
        var loaded = new List<int>();
        var bulk = cache.Cache.GetOrCreateManyAsync<int, string>([1, 2], static id => $"p:{id}", (ids, _) =>
        {
            loaded.AddRange(ids);
            return new ValueTask<IReadOnlyDictionary<int, string>>(ids.ToDictionary(i => i, i => "mine"));
        }).AsTask();
        await Eventually.IsTrueAsync(() => loaded.Count > 0);
        source.Release();

        Assert.Equal([2], loaded);
        Assert.Equal("theirs", (await bulk)[1]);
        Assert.Equal("theirs", await single);
    }

    [Fact]
    public async Task Failure_of_the_load_is_the_callers()
    {
        await using var cache = new TestCache();
        await Assert.ThrowsAsync<IOException>(async () => await cache.Cache.GetOrCreateManyAsync<int, string>([1, 2], static id => $"p:{id}", (_, _) => throw new IOException("down")));
    }
}
