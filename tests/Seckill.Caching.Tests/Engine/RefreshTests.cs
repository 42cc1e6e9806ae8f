using Microsoft.Extensions.Caching.Hybrid;
using Seckill.Caching.Telemetry;

namespace Seckill.Caching.Tests.Engine;

public sealed class RefreshTests(ITestOutputHelper output)
{
    private static readonly CacheEntryOptions s_options = new() { Expiration = TimeSpan.FromSeconds(100), LocalExpiration = TimeSpan.FromSeconds(100), Jitter = 0, RefreshAfter = 0.8 };

    [Fact]
    public async Task Value_in_use_is_loaded_again_before_it_expires_and_nobody_waits()
    {
        await using var cache = new TestCache();
        var source = new Source("old");
        await cache.GetAsync("k", source, s_options);
        source.Value = "new";
        source.Hold();
        cache.Advance(80_000);

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal("old", await cache.GetAsync("k", source, s_options));
        }

        await source.Entered;
        source.Release();
        await Eventually.IsTrueAsync(async () => await cache.GetAsync("k", source, s_options) == "new");
        Assert.Equal(2, source.Calls);
        cache.Advance(79_000);
        Assert.Equal("new", await cache.GetAsync("k", source, s_options));
        Assert.Equal(2, source.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Factory_of_a_HybridCache_caller_runs_in_the_background_only_if_that_is_asked_for(bool isAskedFor)
    {
        await using var cache = new TestCache(configure: o => (o.DefaultEntryOptions, o.RefreshForHybridCache) = (s_options, isAskedFor), inline: true);
        HybridCache hybrid = cache.Cache;
        var source = new Source("old");
        // One entry is the caller's own, the other was loaded by somebody who wants it refreshed.
        await hybrid.GetOrCreateAsync("mine", source.LoadAsync);
        await cache.GetAsync("theirs", source, s_options);
        source.Value = "new";
        cache.Advance(81_000);
        Assert.Equal("old", await hybrid.GetOrCreateAsync("mine", source.LoadAsync));
        Assert.Equal("old", await hybrid.GetOrCreateAsync("theirs", source.LoadAsync));

        Assert.Equal(isAskedFor ? 4 : 2, source.Calls);
        Assert.Equal(isAskedFor ? "new" : "old", await hybrid.GetOrCreateAsync("mine", source.LoadAsync));
        cache.Advance(20_000);
        Assert.Equal("new", await hybrid.GetOrCreateAsync("mine", source.LoadAsync));
    }

    [Theory]
    [InlineData(19_900)]
    [InlineData(21_000)]
    public async Task Who_joins_a_refresh_of_a_value_that_ended_meanwhile_is_let_go_with_it(double before)
    {
        // The refresh begins just before the value ends, or so long before that its time for waiting is over when somebody comes.
        await using var cache = new TestCache();
        var source = new Source("old");
        await cache.GetAsync("k", source, s_options);
        source.Value = "new";
        source.Hold();
        cache.Advance(80_000 + (before > 20_000 ? 0 : before));
        await cache.GetAsync("k", source, s_options);
        await source.Entered;
        cache.Advance(before > 20_000 ? before : 200);
        var joined = cache.GetAsync("k", source, s_options).AsTask();
        Assert.Equal(before > 20_000, joined.IsCompleted);
        cache.Advance(500);

        Assert.Equal("old", await joined.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(2, source.Calls);
        source.Release();
        await Eventually.IsTrueAsync(async () => await cache.GetAsync("k", source, s_options) == "new");
        Assert.Equal(2, source.Calls);
    }

    [Fact]
    public async Task Failed_refresh_leaves_the_value_its_own_life()
    {
        await using var cache = new TestCache(inline: true);
        var source = new Source("old");
        await cache.GetAsync("k", source, s_options);
        source.Failure = new IOException("down");
        cache.Advance(80_000);
        Assert.Equal("old", await cache.GetAsync("k", source, s_options));
        cache.Advance(19_000);

        Assert.Equal("old", await cache.GetAsync("k", source, s_options));
    }

    [Fact]
    public async Task Change_during_a_refresh_is_not_overwritten()
    {
        await using var cache = new TestCache();
        var source = new Source("old");
        await cache.GetAsync("k", source, s_options);
        source.Hold();
        cache.Advance(80_000);
        await cache.GetAsync("k", source, s_options);
        await source.Entered;
        await cache.Cache.SetAsync("k", "set", s_options, 0);
        source.Release();
        await Eventually.IsTrueAsync(() => cache.Count(CacheEvent.LoadOvertaken) == 1);

        Assert.Equal("set", await cache.GetAsync("k", source, s_options));
    }

    [Fact]
    public void Lives_are_spread()
    {
        // G13: ten thousand values written at once; no hundredth of the life may see more than a tenth of them end.
        var options = new CacheEntryOptions { Expiration = TimeSpan.FromSeconds(1000), Jitter = 0.1 };
        var slots = new int[200];
        for (ulong i = 0; i < 10_000; i++)
        {
            slots[Flights.Lifetimes.Of(options, false, new OperationId(i)).Fresh / 10_000]++;
        }

        output.WriteLine($"{slots.Max() / 100.0} % end in the same hundredth of the life");
        Assert.Equal(10_000, slots.Sum());
        Assert.InRange(slots.Max(), 1, 1_000);
        Assert.Equal(0, slots[..89].Sum() + slots[111..].Sum());
    }

    [Fact]
    public void The_documents_life_is_an_hour_and_up_to_five_minutes()
    {
        var lives = Enumerable.Range(0, 10_000).Select(i => Flights.Lifetimes.Of(CacheEntryOptions.Document, false, new OperationId((ulong)i)).Fresh).ToList();

        Assert.All(lives, life => Assert.InRange(life, 3_600_000, 3_900_000));
        Assert.InRange(lives.Min(), 3_600_000, 3_601_000);
        Assert.InRange(lives.Max(), 3_899_000, 3_900_000);
    }
}
