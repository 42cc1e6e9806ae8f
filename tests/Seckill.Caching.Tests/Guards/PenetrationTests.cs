using Seckill.Caching.Filters;
using Seckill.Caching.Telemetry;

namespace Seckill.Caching.Tests.Guards;

/// <summary>缓存穿透: keys that nobody has.</summary>
public sealed class PenetrationTests
{
    [Fact]
    public async Task Absence_is_remembered_for_its_own_time()
    {
        await using var cache = new TestCache();
        var source = new Source(null);
        var options = new CacheEntryOptions { Jitter = 0 };
        for (var i = 0; i < 100; i++)
        {
            Assert.Null(await cache.GetAsync("none", source, options));
        }

        Assert.Equal(1, source.Calls);
        cache.Advance(30_000);
        await cache.GetAsync("none", source, options);
        Assert.Equal(2, source.Calls);
    }

    [Fact]
    public async Task Absences_do_not_drive_out_values()
    {
        // G12: a flood of absent keys beside a hot set that is read now and then.
        await using var cache = new TestCache(configure: o => (o.MaxLocalEntries, o.MaxNotFoundEntries) = (1000, 500));
        var hot = new Source();
        var none = new Source(null);
        for (var i = 0; i < 1000; i++)
        {
            await cache.GetAsync($"hot{i}", hot);
        }

        for (var i = 0; i < 100_000; i++)
        {
            await cache.GetAsync($"none{i}", none);
        }

        for (var i = 0; i < 1000; i++)
        {
            await cache.GetAsync($"hot{i}", hot);
        }

        Assert.Equal(1000, hot.Calls);
        Assert.Equal(1500, cache.Cache.Parts.Local.Count);
    }

    [Fact]
    public async Task Flood_of_new_values_leaves_the_ones_in_use()
    {
        await using var cache = new TestCache(configure: o => o.MaxLocalEntries = 2000);
        var hot = new Source();
        var cold = new Source();
        var hits = 0;
        for (var i = 0; i < 200_000; i++)
        {
            await cache.GetAsync($"cold{i}", cold);
            var before = hot.Calls;
            await cache.GetAsync($"hot{i % 1000}", hot);
            hits += hot.Calls == before ? 1 : 0;
        }

        Assert.Equal(2000, cache.Cache.Parts.Local.Count);
        Assert.True(hits >= 0.99 * (200_000 - 1000), $"{hits} hits");
    }

    [Fact]
    public async Task Value_that_appears_replaces_its_absence()
    {
        await using var cache = new TestCache();
        await cache.GetAsync("k", new Source(null));
        await cache.Cache.SetAsync("k", "here");

        Assert.Equal("here", await cache.GetAsync("k", new Source(null)));
    }

    [Fact]
    public async Task Ids_outside_the_range_reach_nothing()
    {
        var guards = new KeyGuards([new KeyGuard("product:", [new NumberRange(1, 1000)], null, null)]);
        await using var cache = new TestCache(guards: guards);
        var source = new Source();

        foreach (var id in new[] { "0", "1001", "-5", "abc", "", "007", "99999999999999999999", "1 " })
        {
            Assert.Null(await cache.GetAsync("product:" + id, source));
        }

        Assert.Equal(0, source.Calls);
        Assert.Equal(8, cache.Count(CacheEvent.GuardRange));
        Assert.Equal("value", await cache.GetAsync("product:1000", source));
        Assert.Equal("value", await cache.GetAsync("other:1001", source));
    }

    [Fact]
    public async Task Filter_lets_through_what_exists_and_what_was_announced()
    {
        var filter = new KeyFilter("product:", new KeyFilterOptions { Capacity = 1000 });
        var guards = new KeyGuards([new KeyGuard("product:", [], filter, null)]);
        await using var cache = new TestCache(guards: guards);
        var source = new Source();

        Assert.Equal("value", await cache.GetAsync("product:before", source));
        await filter.BuildAsync(new Ids(["1", "2"]), default);
        Assert.Equal("value", await cache.GetAsync("product:1", source));
        Assert.Null(await cache.GetAsync("product:3", source));
        await cache.Cache.AnnounceAsync("product:3");
        Assert.Equal("value", await cache.GetAsync("product:3", source));
        await cache.Cache.SetAsync("product:4", "set");
        Assert.Equal("set", await cache.GetAsync("product:4", source));
        Assert.Equal(3, source.Calls);
    }

    [Fact]
    public async Task Id_announced_while_the_filter_is_built_is_in_the_new_one()
    {
        var filter = new KeyFilter("p:", new KeyFilterOptions { Capacity = 1000 });
        await filter.BuildAsync(new Ids(["1"]), default);
        var slow = new Ids(["1"], beforeEnd: () => filter.Add("2"));
        await filter.BuildAsync(slow, default);

        Assert.True(filter.MayContain("2"));
        Assert.False(filter.MayContain("3"));
    }

    [Fact]
    public async Task Id_whose_row_appears_only_after_the_next_build_is_in_it_all_the_same()
    {
        var filter = new KeyFilter("p:", new KeyFilterOptions { Capacity = 1000 });
        await filter.BuildAsync(new Ids(["1"]), default);
        filter.Add("2");
        // Announced, but not committed yet: the source does not list it.
        await filter.BuildAsync(new Ids(["1"]), default);

        Assert.True(filter.MayContain("2"));
        Assert.False(filter.MayContain("3"));
    }

    [Fact]
    public async Task Filter_that_missed_an_announcement_lets_everything_through_until_it_is_built_anew()
    {
        var filter = new KeyFilter("p:", new KeyFilterOptions { Capacity = 1000 });
        await filter.BuildAsync(new Ids(["1"]), default);
        Assert.False(filter.MayContain("2"));
        filter.Missed();
        Assert.True(filter.MayContain("2"));
        Assert.True(filter.NeedsBuild);
        await filter.BuildAsync(new Ids(["1"], beforeEnd: () => Assert.True(filter.MayContain("2"))), default);
        Assert.False(filter.MayContain("2"));
    }

    [Fact]
    public async Task Filter_that_is_too_full_lets_everything_through_and_is_built_larger()
    {
        var filter = new KeyFilter("p:", new KeyFilterOptions { Capacity = 100 });
        await filter.BuildAsync(new Ids([.. Enumerable.Range(0, 100).Select(i => $"{i}")]), default);
        for (var i = 100; i < 400; i++)
        {
            filter.Add($"{i}");
        }

        Assert.True(filter.NeedsBuild);
        Assert.True(filter.MayContain("none"));
        await filter.BuildAsync(new Ids([.. Enumerable.Range(0, 400).Select(i => $"{i}")]), default);
        Assert.False(filter.NeedsBuild);
        Assert.False(filter.MayContain("none"));
        Assert.True(filter.MayContain("399"));
    }

    [Fact]
    public void Bloom_filter_has_no_false_negative_and_few_false_positives()
    {
        // G11, with a tenth of the ids.
        var filter = new BlockedBloomFilter(100_000);
        for (var i = 0; i < 100_000; i++)
        {
            filter.Add($"{i}");
        }

        for (var i = 0; i < 100_000; i++)
        {
            Assert.True(filter.MayContain($"{i}"));
        }

        var false_positives = Enumerable.Range(100_000, 1_000_000).Count(i => filter.MayContain($"{i}"));
        Assert.InRange(false_positives, 0, 2_000);
        Assert.InRange(filter.Bytes, 1, 2.1 * 1024 * 1024 / 10);
    }
}
