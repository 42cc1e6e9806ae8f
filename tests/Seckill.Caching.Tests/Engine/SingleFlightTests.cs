using Seckill.Caching.Telemetry;

namespace Seckill.Caching.Tests.Engine;

/// <summary>缓存击穿: one load for a key, however many ask.</summary>
public sealed class SingleFlightTests
{
    [Fact]
    public async Task Thousand_callers_share_one_load()
    {
        await using var cache = new TestCache();
        var source = new Source();
        source.Hold();

        var callers = Enumerable.Range(0, 1000).Select(_ => Task.Run(() => cache.GetAsync("k", source).AsTask())).ToList();
        await Eventually.IsTrueAsync(() => cache.Count(CacheEvent.GuardSingleFlight) == 999);
        source.Release();

        Assert.All(await Task.WhenAll(callers), value => Assert.Equal("value", value));
        Assert.Equal(1, source.Calls);
    }

    [Fact]
    public async Task Caller_that_gives_up_stops_waiting_and_the_load_goes_on()
    {
        await using var cache = new TestCache();
        var source = new Source();
        source.Hold();
        using var patience = new CancellationTokenSource();
        var first = cache.GetAsync("k", source, cancellationToken: patience.Token).AsTask();
        await source.Entered;
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        var second = cache.GetAsync("k", source).AsTask();
        source.Release();
        Assert.Equal("value", await second);
        Assert.Equal(1, source.Calls);
    }

    [Fact]
    public async Task Load_runs_in_its_first_callers_execution_context()
    {
        await using var cache = new TestCache();
        var local = new AsyncLocal<string> { Value = "mine" };

        Assert.Equal("mine", await cache.Cache.GetOrCreateAsync("k", _ => new ValueTask<string>(local.Value!)));
    }

    [Fact]
    public async Task Failure_reaches_all_who_wait_and_is_not_kept()
    {
        await using var cache = new TestCache();
        var source = new Source { Failure = new InvalidDataException("no") };
        source.Hold();
        var first = cache.GetAsync("k", source).AsTask();
        await source.Entered;
        var second = cache.GetAsync("k", source).AsTask();
        source.Release();

        await Assert.ThrowsAsync<InvalidDataException>(() => first);
        await Assert.ThrowsAsync<InvalidDataException>(() => second);
        source.Failure = null;
        Assert.Equal("value", await cache.GetAsync("k", source));
    }

    [Fact]
    public async Task Load_that_runs_out_of_memory_leaves_nobody_waiting()
    {
        await using var cache = new TestCache();
        var source = new Source { Failure = new InsufficientMemoryException() };
        source.Hold();
        var first = cache.GetAsync("k", source).AsTask();
        await source.Entered;
        var second = cache.GetAsync("k", source).AsTask();
        source.Release();

        await Assert.ThrowsAsync<InsufficientMemoryException>(() => first.WaitAsync(TimeSpan.FromSeconds(10)));
        await Assert.ThrowsAsync<InsufficientMemoryException>(() => second.WaitAsync(TimeSpan.FromSeconds(10)));
        source.Failure = null;
        Assert.Equal("value", await cache.GetAsync("k", source).AsTask().WaitAsync(TimeSpan.FromSeconds(10)));
        await Assert.ThrowsAsync<InsufficientMemoryException>(async () => await cache.Cache.GetOrCreateManyAsync<int, string>(
            [1], static id => $"p:{id}", static (_, _) => throw new InsufficientMemoryException()).AsTask().WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Theory]
    [InlineData("set")]
    [InlineData("remove")]
    [InlineData("expire")]
    [InlineData("tag")]
    [InlineData("everything")]
    public async Task Change_during_a_load_is_not_overwritten(string change)
    {
        await using var cache = new TestCache();
        var options = new CacheEntryOptions { Tags = ["t"] };
        var source = new Source("old");
        source.Hold();
        var loading = cache.GetAsync("k", source, options).AsTask();
        await source.Entered;

        source.Value = "new";
        await Change.MakeAsync(cache.Cache, change, "new", options);
        var later = cache.GetAsync("k", source, options).AsTask();
        source.Release();

        Assert.Equal("old", await loading);
        Assert.Equal("new", await later);
        Assert.Equal("new", await cache.GetAsync("k", source, options));
    }

    [Fact]
    public async Task Caller_after_a_removal_does_not_board_the_flight_before_it()
    {
        await using var cache = new TestCache();
        var options = new CacheEntryOptions();
        var source = new Source("old");
        source.Hold();
        var before = cache.GetAsync("k", source, options).AsTask();
        await source.Entered;
        await cache.Cache.RemoveAsync("k");
        source.Value = "new";
        var after = cache.GetAsync("k", source, options).AsTask();

        Assert.Equal(2, source.Calls);
        source.Release();
        Assert.Equal("old", await before);
        Assert.Equal("new", await after);
    }

    [Fact]
    public async Task Removal_of_a_tag_that_only_the_load_names_is_noticed()
    {
        await using var cache = new TestCache();
        var source = new Source("old");
        source.Hold();
        ValueTask<string?> Get() => cache.Cache.GetOrCreateAsync<int, string?>("k", 0, (_, context, ct) =>
        {
            context.Tags = ["late"];
            return source.LoadAsync(ct);
        });
        var before = Get().AsTask();
        await source.Entered;
        source.Value = "new";
        await cache.Cache.RemoveByTagAsync("late");
        var after = Get().AsTask();
        source.Release();

        Assert.Equal("old", await before);
        Assert.Equal("new", await after);
        Assert.Equal("new", await Get());
    }
}
