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
}
