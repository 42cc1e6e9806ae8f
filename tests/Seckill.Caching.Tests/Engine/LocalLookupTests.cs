using Microsoft.Extensions.Caching.Hybrid;

namespace Seckill.Caching.Tests.Engine;

public sealed class LocalLookupTests
{
    private static readonly CacheEntryOptions s_minute = new() { Expiration = TimeSpan.FromMinutes(1), Jitter = 0, RefreshAfter = 1 };

    private static readonly Func<int, CancellationToken, ValueTask<List<int>>> s_load = static (_, _) => new ValueTask<List<int>>([]);

    [Fact]
    public async Task Second_look_up_is_answered_without_a_load()
    {
        await using var cache = new TestCache();
        var source = new Source();

        Assert.Equal("value", await cache.GetAsync("k", source));
        Assert.Equal("value", await cache.GetAsync("k", source));

        Assert.Equal(1, source.Calls);
        Assert.Equal(1, cache.Cache.Parts.Counters.LocalHits);
    }

    [Theory]
    [InlineData(LocalStoreKind.Sieve)]
    [InlineData(LocalStoreKind.MemoryCache)]
    public async Task Expired_value_is_loaded_again(LocalStoreKind store)
    {
        await using var cache = new TestCache(configure: o => o.LocalStore = store);
        var source = new Source("old");
        await cache.GetAsync("k", source, s_minute);
        source.Value = "new";

        cache.Advance(59_999);
        Assert.Equal("old", await cache.GetAsync("k", source, s_minute));
        cache.Advance(1);
        Assert.Equal("new", await cache.GetAsync("k", source, s_minute));
    }

    [Fact]
    public async Task Hybrid_callers_get_their_expiration_tags_and_flags()
    {
        await using var cache = new TestCache();
        HybridCache hybrid = cache.Cache;
        var calls = 0;
        var options = new HybridCacheEntryOptions { Expiration = TimeSpan.FromSeconds(10) };
        ValueTask<int> Get(HybridCacheEntryOptions? o = null) => hybrid.GetOrCreateAsync("k", _ => ValueTask.FromResult(++calls), o ?? options, ["t"]);

        Assert.Equal(1, await Get());
        Assert.Equal(1, await Get());
        Assert.Equal(2, await Get(new HybridCacheEntryOptions { Flags = HybridCacheEntryFlags.DisableLocalCache }));
        await hybrid.RemoveByTagAsync("t");
        Assert.Equal(3, await Get());
        await hybrid.SetAsync("k", 100, options);
        Assert.Equal(100, await Get());
        await hybrid.RemoveAsync("k");
        Assert.Equal(0, await Get(new HybridCacheEntryOptions { Flags = HybridCacheEntryFlags.DisableUnderlyingData }));
        Assert.Equal(4, await Get());
    }

    [Fact]
    public async Task Without_underlying_data_no_method_loads()
    {
        await using var cache = new TestCache();
        var options = new CacheEntryOptions { Flags = HybridCacheEntryFlags.DisableUnderlyingData };
        var source = new Source();
        await cache.Cache.SetAsync("p:1", "cached");
        ValueTask<CacheResult<string?>> GetStamped(string key) =>
            cache.Cache.GetOrCreateStampedAsync<Source, string?>(key, source, static (s, _, ct) => s.LoadAsync(ct), options);

        Assert.Null(await cache.GetAsync("p:2", source, options));
        Assert.Equal("cached", await cache.GetAsync("p:1", source, options));
        Assert.Null((await GetStamped("p:2")).Value);
        Assert.Equal("cached", (await GetStamped("p:1")).Value);
        var values = await cache.Cache.GetOrCreateManyAsync<int, string>(
            [1, 2], static id => $"p:{id}", static (_, _) => throw new IOException("It was asked."), options);
        Assert.Equal("cached", Assert.Single(values).Value);
        Assert.Equal(0, source.Calls);
        Assert.Equal("value", await cache.GetAsync("p:2", source));
    }

    [Fact]
    public async Task Value_types_and_references_under_one_key_do_not_mix()
    {
        await using var cache = new TestCache();
        await cache.Cache.SetAsync("k", 5);

        Assert.Equal("five", await cache.Cache.GetOrCreateAsync("k", _ => ValueTask.FromResult("five")));
        Assert.Equal("five", await cache.Cache.GetOrCreateAsync("k", _ => ValueTask.FromResult("six")));
    }

    [Fact]
    public async Task Callers_of_two_types_at_once_each_get_their_own()
    {
        await using var cache = new TestCache();
        var source = new Source();
        source.Hold();
        var text = cache.GetAsync("k", source).AsTask();
        var number = cache.Cache.GetOrCreateAsync("k", _ => ValueTask.FromResult(7)).AsTask();
        source.Release();

        Assert.Equal("value", await text);
        Assert.Equal(7, await number);
    }

    [Fact]
    public async Task Try_get_finds_without_loading()
    {
        await using var cache = new TestCache();
        Assert.False((await cache.Cache.TryGetAsync<string>("k")).IsFound);
        await cache.GetAsync("k", new Source());
        await cache.GetAsync("none", new Source(null));

        var found = await cache.Cache.TryGetAsync<string>("k");
        Assert.True(found.IsFound);
        Assert.Equal("value", found.Value);
        Assert.NotNull(found.Stamp.ETag);
        Assert.True((await cache.Cache.TryGetAsync<string>("none")).IsKnownAbsent);
    }

    [Fact]
    public async Task Clone_on_read_gives_each_caller_an_object_of_its_own()
    {
        await using var cache = new TestCache();
        var options = new CacheEntryOptions { CloneOnRead = true };
        ValueTask<List<int>> Get() => cache.Cache.GetOrCreateAsync<int, List<int>>("k", 0, static (_, _, _) => new ValueTask<List<int>>([1, 2]), options);

        var first = await Get();
        first.Add(3);
        var second = await Get();

        Assert.Equal([1, 2], second);
        Assert.NotSame(second, await Get());
    }

    [Fact]
    public async Task Without_clone_callers_share_one_object()
    {
        await using var cache = new TestCache();
        var first = await cache.Cache.GetOrCreateAsync("k", _ => new ValueTask<List<int>>([1]));

        Assert.Same(first, await cache.Cache.GetOrCreateAsync("k", _ => new ValueTask<List<int>>([2])));
    }

    [Fact]
    public async Task Context_sets_life_tags_and_versions_of_its_result()
    {
        await using var cache = new TestCache();
        var loads = 0;
        ValueTask<string> Get() => cache.Cache.GetOrCreateAsync<int, string>("k", 0, (_, context, _) =>
        {
            context.Options = s_minute;
            context.Tags = ["late"];
            return new ValueTask<string>($"load {++loads}");
        });

        await Get();
        await cache.Cache.RemoveByTagAsync("late");
        Assert.Equal("load 2", await Get());
        cache.Advance(60_000);
        Assert.Equal("load 3", await Get());
    }

    [Fact]
    public async Task Not_modified_gives_the_older_value_a_new_life()
    {
        await using var cache = new TestCache();
        var seen = new List<string?>();
        ValueTask<string> Get() => cache.Cache.GetOrCreateAsync<int, string>(
            "k",
            0,
            (_, context, _) =>
            {
                seen.Add(context.Validator);
                if (context.HasStale)
                {
                    return new ValueTask<string>(context.NotModified());
                }

                context.Validator = "w1";
                return new ValueTask<string>("value");
            },
            s_minute);

        await Get();
        cache.Advance(61_000);
        Assert.Equal("value", await Get());
        cache.Advance(30_000);
        Assert.Equal("value", await Get());

        Assert.Equal([null, "w1"], seen);
    }

    [Fact]
    public async Task Value_type_can_be_not_found()
    {
        await using var cache = new TestCache();
        var loads = 0;
        ValueTask<int> Get() => cache.Cache.GetOrCreateAsync<int, int>("k", 0, (_, context, _) =>
        {
            loads++;
            return new ValueTask<int>(context.NotFound());
        });

        Assert.Equal(0, await Get());
        Assert.Equal(0, await Get());
        Assert.Equal(1, loads);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task Key_without_a_name_is_refused(string? key)
    {
        await using var cache = new TestCache();
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await cache.GetAsync(key!, new Source()));
    }

    [Fact]
    public async Task Key_beyond_the_limit_is_refused()
    {
        await using var cache = new TestCache(configure: o => o.MaxKeyLength = 8);
        await Assert.ThrowsAsync<ArgumentException>(async () => await cache.GetAsync("123456789", new Source()));
    }

    [Fact]
    public async Task Set_with_an_older_row_is_refused()
    {
        await using var cache = new TestCache();

        Assert.Equal(WriteOutcome.Applied, await cache.Cache.SetAsync("k", "v7", null, sourceVersion: 7));
        Assert.Equal(WriteOutcome.Outdated, await cache.Cache.SetAsync("k", "v6", null, sourceVersion: 6));
        Assert.Equal("v7", (await cache.Cache.TryGetAsync<string>("k")).Value);
    }

    [Fact]
    public async Task Hit_allocates_nothing()
    {
        await using var cache = new TestCache(TimeProvider.System, o => o.DefaultEntryOptions = new CacheEntryOptions());
        var value = new List<int> { 1 };
        await cache.Cache.SetAsync("k", value);
        for (var i = 0; i < 100; i++)
        {
            await cache.Cache.GetOrCreateAsync("k", 0, s_load);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            // Completed at once, so that the test's thread does it all.
            Assert.True(ReferenceEquals(await cache.Cache.GetOrCreateAsync("k", 0, s_load), value));
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
