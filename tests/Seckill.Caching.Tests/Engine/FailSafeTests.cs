using Seckill.Caching.Telemetry;

namespace Seckill.Caching.Tests.Engine;

/// <summary>缓存雪崩: what is served when the source is down or slow.</summary>
public sealed class FailSafeTests
{
    private static readonly CacheEntryOptions s_options = new()
    {
        Expiration = TimeSpan.FromSeconds(60), Jitter = 0, RefreshAfter = 1, FailSafeFor = TimeSpan.FromSeconds(600), FailSafeThrottle = TimeSpan.FromSeconds(2),
    };

    [Fact]
    public async Task Stale_value_is_served_while_the_source_fails()
    {
        await using var cache = new TestCache();
        var source = new Source();
        await cache.GetAsync("k", source, s_options);
        source.Failure = new IOException("down");
        cache.Advance(61_000);

        for (var i = 0; i < 100; i++)
        {
            Assert.Equal("value", await cache.GetAsync("k", source, s_options));
        }

        Assert.Equal(2, source.Calls);
    }

    [Fact]
    public async Task Failing_source_is_asked_once_in_each_throttle_period()
    {
        await using var cache = new TestCache(inline: true);
        var source = new Source();
        await cache.GetAsync("k", source, s_options);
        source.Failure = new IOException("down");
        cache.Advance(60_000);

        // 60 seconds in steps of 100 ms: 30 periods, and the first failure before them.
        for (var i = 0; i < 600; i++)
        {
            Assert.Equal("value", await cache.GetAsync("k", source, s_options));
            cache.Advance(100);
        }

        Assert.InRange(source.Calls - 1, 29, 31);
    }

    [Fact]
    public async Task Source_that_recovers_is_seen_after_one_throttle_period()
    {
        await using var cache = new TestCache(inline: true);
        var source = new Source("old");
        await cache.GetAsync("k", source, s_options);
        source.Failure = new IOException("down");
        cache.Advance(61_000);
        Assert.Equal("old", await cache.GetAsync("k", source, s_options));
        (source.Failure, source.Value) = (null, "new");

        cache.Advance(2_000);
        await cache.GetAsync("k", source, s_options);
        Assert.Equal("new", await cache.GetAsync("k", source, s_options));
    }

    [Fact]
    public async Task Stale_value_has_an_end()
    {
        await using var cache = new TestCache();
        var source = new Source();
        await cache.GetAsync("k", source, s_options);
        source.Failure = new IOException("down");

        cache.Advance(660_000);
        await Assert.ThrowsAsync<IOException>(async () => await cache.GetAsync("k", source, s_options));
    }

    [Fact]
    public async Task Without_fail_safe_the_failure_is_the_callers()
    {
        await using var cache = new TestCache();
        var options = s_options with { FailSafeFor = TimeSpan.Zero };
        var source = new Source();
        await cache.GetAsync("k", source, options);
        source.Failure = new IOException("down");
        cache.Advance(61_000);

        await Assert.ThrowsAsync<IOException>(async () => await cache.GetAsync("k", source, options));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Removed_value_does_not_come_back_as_stale(bool byTag)
    {
        await using var cache = new TestCache();
        var options = s_options with { Tags = ["t"] };
        var source = new Source();
        await cache.GetAsync("k", source, options);
        await (byTag ? cache.Cache.RemoveByTagAsync("t") : cache.Cache.RemoveAsync("k"));
        source.Failure = new IOException("down");

        await Assert.ThrowsAsync<IOException>(async () => await cache.GetAsync("k", source, options));
    }

    [Fact]
    public async Task Expired_by_hand_it_is_loaded_again_but_kept_for_a_failure()
    {
        await using var cache = new TestCache();
        var source = new Source("old");
        await cache.GetAsync("k", source, s_options);
        await cache.Cache.ExpireAsync("k");
        source.Failure = new IOException("down");
        Assert.Equal("old", await cache.GetAsync("k", source, s_options));

        (source.Failure, source.Value) = (null, "new");
        await cache.Cache.ExpireAsync("k");
        Assert.Equal("new", await cache.GetAsync("k", source, s_options));
    }

    [Fact]
    public async Task Slow_load_lets_callers_go_with_the_stale_value_and_finishes()
    {
        await using var cache = new TestCache();
        var source = new Source("old");
        await cache.GetAsync("k", source, s_options);
        cache.Advance(61_000);
        source.Value = "new";
        source.Hold();

        var caller = cache.GetAsync("k", source, s_options).AsTask();
        await source.Entered;
        Assert.False(caller.IsCompleted);
        cache.Advance(500);
        Assert.Equal("old", await caller);
        Assert.Equal("old", await cache.GetAsync("k", source, s_options));
        Assert.Equal(2, source.Calls);

        source.Release();
        await Eventually.IsTrueAsync(async () => await cache.GetAsync("k", source, s_options) == "new");
        Assert.Equal(2, source.Calls);
    }

    [Fact]
    public async Task Stand_in_for_a_slow_load_is_not_given_to_who_comes_after_its_removal()
    {
        await using var cache = new TestCache();
        var options = s_options with { Tags = ["t"] };
        var source = new Source("old");
        await cache.GetAsync("k", source, options);
        cache.Advance(61_000);
        source.Value = "new";
        source.Hold();
        var leader = cache.GetAsync("k", source, options).AsTask();
        await source.Entered;
        var boarder = cache.GetAsync("k", source, options).AsTask();
        cache.Advance(500);
        Assert.Equal("old", await leader);
        Assert.Equal("old", await boarder);
        await cache.Cache.RemoveByTagAsync("t");
        var later = cache.GetAsync("k", source, options).AsTask();
        source.Release();

        Assert.Equal("new", await later.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Load_without_end_is_cancelled_by_the_hard_timeout()
    {
        await using var cache = new TestCache();
        var source = new Source();
        source.Hold();
        var options = s_options with { FactoryHardTimeout = TimeSpan.FromSeconds(5) };
        var caller = cache.GetAsync("k", source, options).AsTask();
        await source.Entered;
        cache.Advance(5_000);

        await Assert.ThrowsAsync<TimeoutException>(() => caller);
    }

    [Fact]
    public async Task Load_that_does_not_listen_is_left_alone_after_the_hard_timeout()
    {
        await using var cache = new TestCache(configure: o => o.MaxConcurrentLoads = 1);
        var never = new TaskCompletionSource<string>();
        var options = s_options with { FactoryHardTimeout = TimeSpan.FromSeconds(5) };
        var deaf = cache.Cache.GetOrCreateAsync<int, string>("deaf", 0, (_, _, _) => new ValueTask<string>(never.Task), options).AsTask();
        cache.Advance(5_000);
        await Assert.ThrowsAsync<TimeoutException>(() => deaf);

        // It still runs, so it still counts.
        var next = cache.GetAsync("k", new Source(), options).AsTask();
        Assert.Equal(1, cache.Count(CacheEvent.GuardLimiter));
        never.SetResult("late");
        Assert.Equal("value", await next);
    }
}
