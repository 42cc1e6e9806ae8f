using Microsoft.Extensions.Time.Testing;
using Seckill.Caching.Telemetry;
using Seckill.Testing.Caching;

namespace Seckill.Caching.Tests.Nodes;

/// <summary>What a node does about records it has not heard.</summary>
public sealed class LostRecordsTests
{
    private static readonly CacheEntryOptions s_options = new() { Jitter = 0, Tags = ["t"] };

    [Theory]
    [InlineData("set")]
    [InlineData("remove")]
    [InlineData("expire")]
    [InlineData("tag")]
    [InlineData("everything")]
    public async Task Lost_record_is_found_by_the_next_heartbeat(string change)
    {
        await using var nodes = await TwoNodes.StartAsync();
        var source = new Source("old");
        await nodes.A.GetAsync("k", source, s_options);
        nodes.A.Node!.IsDeaf = true;
        source.Value = "new";
        await Change.MakeAsync(nodes.B.Cache, change, "new", s_options);
        Assert.Equal("old", await nodes.A.GetAsync("k", source, s_options));

        await nodes.A.BeatAsync();
        Assert.Equal("new", await nodes.A.GetAsync("k", source, s_options));
        Assert.Equal(0, nodes.A.Count(CacheEvent.LogFlushed));
    }

    [Fact]
    public async Task Hole_in_the_sequence_is_applied_at_once_and_repaired()
    {
        await using var nodes = await TwoNodes.StartAsync();
        var source = new Source("old");
        await nodes.A.GetAsync("k", source);
        nodes.A.Node!.IsHeld = true;
        await nodes.B.Cache.RemoveAsync("k");
        await nodes.B.Cache.RemoveAsync("k");
        nodes.A.Node.DropNext();
        nodes.A.Node.DeliverNext();
        source.Value = "new";
        Assert.Equal("new", await nodes.A.GetAsync("k", source));

        await nodes.A.BeatAsync();
        Assert.True(nodes.A.Count(CacheEvent.LogRepaired) >= 1);
    }

    [Fact]
    public async Task More_lost_than_the_log_holds_makes_all_copies_stale_but_keeps_them_for_a_failure()
    {
        await using var nodes = await TwoNodes.StartAsync(logLength: 10);
        var source = new Source("old");
        await nodes.A.GetAsync("k", source, s_options);
        nodes.A.Node!.IsDeaf = true;
        source.Value = "new";
        await nodes.B.Cache.RemoveAsync("k");
        for (var i = 0; i < 100; i++)
        {
            await nodes.B.Cache.RemoveAsync($"other{i}");
        }

        await nodes.A.BeatAsync();
        Assert.True(nodes.A.Count(CacheEvent.LogFlushed) > 0);
        source.Failure = new IOException("down");
        Assert.Equal("old", await nodes.A.GetAsync("k", source, s_options));
        source.Failure = null;
        nodes.Clock.Advance(TimeSpan.FromSeconds(5));
        await nodes.BeatAsync();
        Assert.Equal("new", await nodes.A.GetAsync("k", source, s_options));
    }

    [Fact]
    public async Task Removal_of_a_tag_that_fell_out_of_the_log_is_asked_for()
    {
        await using var nodes = await TwoNodes.StartAsync(logLength: 10);
        var source = new Source("old");
        await nodes.A.GetAsync("k", source, s_options);
        nodes.A.Node!.IsDeaf = true;
        await nodes.B.Cache.RemoveByTagAsync("t");
        source.Value = "new";
        for (var i = 0; i < 100; i++)
        {
            await nodes.B.Cache.RemoveByTagAsync($"other{i}");
        }

        await nodes.A.BeatAsync();
        Assert.Equal("new", await nodes.A.GetAsync("k", source, s_options));
    }

    [Fact]
    public async Task Node_that_joins_later_knows_of_removed_tags()
    {
        await using var nodes = await TwoNodes.StartAsync();
        var source = new Source("old");
        await nodes.A.GetAsync("k", source, s_options);
        await nodes.A.GetAsync("j", source, s_options with { Tags = [] });
        await nodes.B.Cache.RemoveByTagAsync("t");
        source.Value = "new";
        await using var late = await TestCache.OnAsync(nodes.Server, nodes.Clock, inline: true);
        Assert.Equal("new", await late.GetAsync("k", source, s_options));
        Assert.Equal("old", await late.GetAsync("j", source, s_options));

        await nodes.B.Cache.RemoveByTagAsync("*");
        await using var later = await TestCache.OnAsync(nodes.Server, nodes.Clock, inline: true);
        Assert.Equal("new", await later.GetAsync("j", source, s_options));
    }

    [Fact]
    public async Task Server_that_lost_everything_makes_all_copies_stale()
    {
        await using var nodes = await TwoNodes.StartAsync();
        var source = new Source("old");
        await nodes.A.GetAsync("k", source);
        await nodes.PassAsync(TimeSpan.FromSeconds(1));
        nodes.Server.Wipe();
        source.Value = "new";
        await nodes.B.Cache.RemoveAsync("k");
        await nodes.A.BeatAsync();

        Assert.Equal("new", await nodes.A.GetAsync("k", source));
        Assert.Equal("new", (await nodes.B.Cache.TryGetAsync<string>("k")).Value);
    }

    [Fact]
    public async Task Repeated_record_does_no_harm()
    {
        await using var nodes = await TwoNodes.StartAsync();
        var source = new Source();
        await nodes.A.GetAsync("k", source);
        var entry = nodes.A.Cache.Parts.Local.Find("k")!;
        nodes.A.Cache.Follower!.Received(new CacheLogRecord(0, entry.Version, default, CacheLogKind.Commit, "k"));

        Assert.Same(entry, nodes.A.Cache.Parts.Local.Find("k"));
    }

    [Fact]
    public async Task Silent_link_shortens_the_life_of_copies()
    {
        // G10, in virtual time: nothing is answered any more, and nothing breaks either.
        await using var nodes = await TwoNodes.StartAsync();
        var source = new Source("old");
        await nodes.A.GetAsync("k", source, s_options);
        nodes.A.Node!.IsCut = true;
        source.Value = "new";
        await Change.MakeAsync(nodes.B.Cache, "set", "new", s_options);
        nodes.Clock.Advance(TimeSpan.FromMilliseconds(900));
        Assert.Equal("old", await nodes.A.GetAsync("k", source, s_options));

        nodes.Clock.Advance(TimeSpan.FromMilliseconds(1_100));
        Assert.False(nodes.A.Cache.Parts.Validity.IsTrusted);
        Assert.Equal("new", await nodes.A.GetAsync("k", source, s_options));
    }

    [Fact]
    public async Task Copy_in_use_on_a_silent_link_is_never_older_than_two_seconds()
    {
        await using var nodes = await TwoNodes.StartAsync();
        var source = new Source("0");
        await nodes.A.GetAsync("k", source, s_options);
        nodes.A.Node!.IsCut = true;
        for (var tenth = 1; tenth <= 100; tenth++)
        {
            nodes.Clock.Advance(TimeSpan.FromMilliseconds(100));
            source.Value = $"{tenth}";
            var seen = int.Parse((await nodes.A.GetAsync("k", source, s_options))!, System.Globalization.CultureInfo.InvariantCulture);
            Assert.InRange(tenth - seen, 0, 20);
        }
    }
}
