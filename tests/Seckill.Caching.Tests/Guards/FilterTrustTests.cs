using Microsoft.Extensions.Time.Testing;
using Seckill.Caching.Filters;
using Seckill.Testing.Caching;

namespace Seckill.Caching.Tests.Guards;

/// <summary>A filter that may lack an id refuses none.</summary>
public sealed class FilterTrustTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 11, 0, 0, 0, TimeSpan.Zero));
    private readonly InMemoryCacheServer _server;
    private readonly KeyFilter _filterOfA = new("p:", new KeyFilterOptions { Capacity = 1000 });
    private readonly KeyFilter _filterOfB = new("p:", new KeyFilterOptions { Capacity = 1000 });

    public FilterTrustTests() => _server = new InMemoryCacheServer(_clock);

    [Fact]
    public async Task Node_that_is_cut_off_refuses_no_id_until_it_has_read_what_it_missed()
    {
        await using var a = await StartAsync(_filterOfA);
        await using var b = await StartAsync(_filterOfB);
        Assert.Null(await a.GetAsync("p:9", new Source()));
        a.Node!.IsCut = true;
        await b.Cache.AnnounceAsync("p:9");
        a.Advance(1_100);
        Assert.Equal("value", await a.GetAsync("p:9", new Source()));
        Assert.Equal("value", await a.GetAsync("p:none", new Source()));

        a.Node.IsCut = false;
        await a.BeatAsync();
        a.Advance(600);
        Assert.Equal("value", await a.GetAsync("p:9", new Source()));
        Assert.Null(await a.GetAsync("p:other", new Source()));
    }

    [Fact]
    public async Task Hole_in_the_log_opens_the_filter_until_it_is_repaired()
    {
        await using var a = await StartAsync(_filterOfA);
        await using var b = await StartAsync(_filterOfB);
        a.Node!.IsHeld = true;
        await b.Cache.AnnounceAsync("p:9");
        await b.Cache.RemoveAsync("x");
        a.Node.DropNext();
        a.Node.DeliverNext();
        Assert.Equal("value", await a.GetAsync("p:9", new Source()));

        await a.BeatAsync();
        Assert.Null(await a.GetAsync("p:other", new Source()));
        Assert.True(_filterOfA.MayContain("9"));
    }

    [Fact]
    public async Task Announcements_that_there_was_no_room_for_open_every_nodes_filter()
    {
        await using var a = await StartAsync(_filterOfA, o => o.MaxPendingWrites = 10);
        await using var b = await StartAsync(_filterOfB);
        a.Node!.IsCut = true;
        for (var i = 100; i < 120; i++)
        {
            await a.Cache.AnnounceAsync($"p:{i}");
        }

        Assert.Null(await b.GetAsync("p:119", new Source()));
        a.Node.IsCut = false;
        await a.BeatAsync();
        for (var i = 100; i < 120; i++)
        {
            Assert.Equal("value", await b.GetAsync($"p:{i}", new Source()));
        }

        Assert.Equal(0, a.Cache.Parts.Pending.Count);
        Assert.True(_filterOfB.NeedsBuild);
        await _filterOfB.BuildAsync(new Ids([]), default);
        Assert.Null(await b.GetAsync("p:other", new Source()));
        Assert.Equal("value", await b.GetAsync("p:100", new Source()));
    }

    [Fact]
    public async Task What_is_missed_during_a_build_is_not_covered_by_it()
    {
        await _filterOfA.BuildAsync(new Ids(["1"], beforeEnd: _filterOfA.Missed), default);
        Assert.True(_filterOfA.MayContain("2"));
        Assert.True(_filterOfA.NeedsBuild);

        await _filterOfA.BuildAsync(new Ids(["1"]), default);
        Assert.False(_filterOfA.MayContain("2"));
    }

    [Fact]
    public async Task Filter_that_was_built_before_the_node_followed_the_log_is_built_anew()
    {
        await using var b = await StartAsync(_filterOfB);
        await _filterOfA.BuildAsync(new Ids(["1"]), default);
        await b.Cache.AnnounceAsync("p:9");
        await using var a = await TestCache.OnAsync(_server, _clock, inline: true, guards: Guards(_filterOfA));

        Assert.Equal("value", await a.GetAsync("p:9", new Source()));
        Assert.True(_filterOfA.NeedsBuild);
    }

    [Fact]
    public async Task New_id_that_the_own_filter_takes_for_known_is_told_all_the_same()
    {
        var small = new KeyFilter("p:", new KeyFilterOptions { Capacity = 30 });
        await using var a = await StartAsync(small);
        await using var b = await StartAsync(_filterOfB);
        for (var i = 0; i < 40; i++)
        {
            small.Add($"known{i}");
        }

        Assert.False(small.NeedsBuild);
        var id = Enumerable.Range(0, 1_000_000).Select(i => $"new{i}").First(i => small.MayContain(i) && !_filterOfB.MayContain(i));
        await a.Cache.SetAsync("p:" + id, "set");
        Assert.Equal("set", await b.GetAsync("p:" + id, new Source(null)));

        var calls = a.Node!.Calls;
        await a.Cache.SetAsync("p:" + id, "again");
        Assert.Equal(calls + 1, a.Node.Calls);
    }

    private static KeyGuards Guards(KeyFilter filter) => new([new KeyGuard("p:", [], filter, null)]);

    private async Task<TestCache> StartAsync(KeyFilter filter, Action<SeckillCachingOptions>? configure = null)
    {
        var cache = await TestCache.OnAsync(_server, _clock, configure, inline: true, guards: Guards(filter));
        await filter.BuildAsync(new Ids(["1"]), default);
        return cache;
    }
}
