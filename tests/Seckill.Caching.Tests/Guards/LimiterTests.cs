using Seckill.Caching.Telemetry;

namespace Seckill.Caching.Tests.Guards;

public sealed class LimiterTests
{
    [Fact]
    public async Task Cold_keys_load_a_few_at_a_time_and_all_are_answered()
    {
        // G14
        await using var cache = new TestCache();
        var source = new Source();
        source.Hold();
        var callers = Enumerable.Range(0, 1000).Select(i => cache.GetAsync($"k{i}", source).AsTask()).ToList();

        Assert.Equal(64, source.Calls);
        Assert.Equal(936, cache.Count(CacheEvent.GuardLimiter));
        source.Release();
        await Task.WhenAll(callers);
        Assert.Equal(1000, source.Calls);
        Assert.Equal(64, source.MostAtOnce);
    }

    [Fact]
    public async Task Load_that_waits_for_its_turn_too_long_times_out()
    {
        await using var cache = new TestCache(configure: o => o.MaxConcurrentLoads = 1);
        var source = new Source();
        source.Hold();
        _ = cache.GetAsync("busy", source).AsTask();
        var late = cache.GetAsync("k", new Source(), new CacheEntryOptions { FactoryHardTimeout = TimeSpan.FromSeconds(1) }).AsTask();
        cache.Advance(1_000);

        await Assert.ThrowsAsync<TimeoutException>(() => late);
        source.Release();
    }

    [Fact]
    public async Task Load_within_a_load_does_not_wait_for_itself()
    {
        await using var cache = new TestCache(configure: o => o.MaxConcurrentLoads = 1);

        var value = await cache.Cache.GetOrCreateAsync("outer", async ct =>
            "outer " + await cache.Cache.GetOrCreateAsync("inner", _ => new ValueTask<string>("inner"), cancellationToken: ct));

        Assert.Equal("outer inner", value);
    }

    [Fact]
    public async Task Load_that_asks_for_a_key_whose_load_waits_for_a_slot_lends_it_its_own()
    {
        await using var cache = new TestCache(configure: o => o.MaxConcurrentLoads = 1);
        var inner = new Source("inner");
        var isWaiting = new TaskCompletionSource();
        var outer = cache.Cache.GetOrCreateAsync("outer", async ct =>
        {
            await isWaiting.Task;
            return "outer " + await cache.GetAsync("inner", inner, cancellationToken: ct);
        }).AsTask();
        var other = cache.GetAsync("inner", inner).AsTask();
        Assert.Equal(1, cache.Count(CacheEvent.GuardLimiter));
        isWaiting.SetResult();

        Assert.Equal("outer inner", await outer.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal("inner", await other);
        Assert.Equal(1, inner.Calls);
        // The slot was lent, not doubled.
        inner.Hold();
        var next = cache.GetAsync("next", inner).AsTask();
        await inner.Entered;
        _ = cache.GetAsync("after", inner).AsTask();
        Assert.Equal(2, cache.Count(CacheEvent.GuardLimiter));
        inner.Release();
        await next;
    }

    [Fact]
    public async Task Load_that_asks_for_a_key_of_a_bulk_load_that_waits_for_a_slot_lends_it_its_own()
    {
        await using var cache = new TestCache(configure: o => o.MaxConcurrentLoads = 1);
        var isWaiting = new TaskCompletionSource();
        var outer = cache.Cache.GetOrCreateAsync("outer", async ct =>
        {
            await isWaiting.Task;
            return "outer " + await cache.GetAsync("p:1", new Source(), cancellationToken: ct);
        }).AsTask();
        var bulk = cache.Cache.GetOrCreateManyAsync<int, string>([1, 2], static id => $"p:{id}", static (ids, _) =>
            new ValueTask<IReadOnlyDictionary<int, string>>(ids.ToDictionary(i => i, i => $"bulk {i}"))).AsTask();
        Assert.Equal(1, cache.Count(CacheEvent.GuardLimiter));
        isWaiting.SetResult();

        Assert.Equal("outer bulk 1", await outer.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(2, (await bulk).Count);
    }

    [Fact]
    public async Task What_a_load_leaves_running_takes_a_slot_of_its_own_when_the_load_is_over()
    {
        await using var cache = new TestCache(configure: o => o.MaxConcurrentLoads = 1);
        var isOver = new TaskCompletionSource();
        Task<string?>? left = null;
        await cache.Cache.GetOrCreateAsync("k", _ =>
        {
            left = LaterAsync();
            return new ValueTask<string>("value");
        });
        var busy = new Source();
        busy.Hold();
        var first = cache.GetAsync("busy", busy).AsTask();
        await busy.Entered;
        isOver.SetResult();
        await Eventually.IsTrueAsync(() => cache.Count(CacheEvent.GuardLimiter) == 1);
        Assert.False(left!.IsCompleted);
        busy.Release();
        await first;
        Assert.Equal("late", await left!);

        async Task<string?> LaterAsync()
        {
            await isOver.Task;
            return await cache.GetAsync("late", new Source("late"));
        }
    }
}
