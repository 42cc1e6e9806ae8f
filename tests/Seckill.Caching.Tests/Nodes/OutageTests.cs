using Seckill.Caching.Telemetry;

namespace Seckill.Caching.Tests.Nodes;

/// <summary>The shared tier is down: nobody waits for it, nothing is lost.</summary>
public sealed class OutageTests
{
    [Fact]
    public async Task Calls_go_to_the_source_and_the_tier_is_left_alone()
    {
        // G16
        await using var nodes = await TwoNodes.StartAsync();
        nodes.A.Node!.IsCut = true;
        var source = new Source();
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal("value", await nodes.A.GetAsync($"k{i}", source));
        }

        Assert.Equal(3, nodes.A.Count(CacheEvent.DistributedFault));
        Assert.False(nodes.A.Cache.Parts.Tier!.IsUp);
        Assert.Equal(100, source.Calls);
        Assert.Equal("value", await nodes.A.GetAsync("k0", source));
        Assert.Equal(100, source.Calls);
    }

    [Fact]
    public async Task One_call_probes_after_the_pause()
    {
        await using var nodes = await TwoNodes.StartAsync();
        nodes.A.Node!.IsCut = true;
        var source = new Source();
        for (var i = 0; i < 10; i++)
        {
            await nodes.A.GetAsync($"k{i}", source);
        }

        nodes.Clock.Advance(TimeSpan.FromMilliseconds(500));
        for (var i = 10; i < 20; i++)
        {
            await nodes.A.GetAsync($"k{i}", source);
        }

        Assert.Equal(4, nodes.A.Count(CacheEvent.DistributedFault));
        nodes.A.Node.IsCut = false;
        nodes.Clock.Advance(TimeSpan.FromMilliseconds(500));
        await nodes.A.GetAsync("k20", source);
        Assert.True(nodes.A.Cache.Parts.Tier!.IsUp);
    }

    [Theory]
    [InlineData("set")]
    [InlineData("remove")]
    [InlineData("expire")]
    [InlineData("tag")]
    [InlineData("everything")]
    public async Task Change_during_the_outage_arrives_after_it(string change)
    {
        await using var nodes = await TwoNodes.StartAsync();
        var options = new CacheEntryOptions { Tags = ["t"] };
        var source = new Source("old");
        await nodes.A.GetAsync("k", source, options);
        await nodes.B.GetAsync("k", source, options);
        nodes.A.Node!.IsCut = true;
        source.Value = "new";
        await Change.MakeAsync(nodes.A.Cache, change, "new", options);
        Assert.Equal("new", await nodes.A.GetAsync("k", source, options));
        Assert.Equal("old", await nodes.B.GetAsync("k", source, options));

        nodes.A.Node.IsCut = false;
        // The shared value is still the old one, and must not be read before the change has arrived.
        Assert.Equal("new", await nodes.A.GetAsync("k", source, options));
        await nodes.BeatAsync();
        Assert.Equal(0, nodes.A.Cache.Parts.Pending.Count);
        Assert.Equal("new", await nodes.B.GetAsync("k", source, options));
        Assert.Equal("new", await nodes.A.GetAsync("k", source, options));
    }

    [Fact]
    public async Task Own_value_is_served_during_the_outage()
    {
        await using var nodes = await TwoNodes.StartAsync();
        nodes.A.Node!.IsCut = true;

        Assert.Equal(WriteOutcome.Deferred, await nodes.A.Cache.SetAsync("k", "mine", null, 0));
        Assert.Equal("mine", await nodes.A.GetAsync("k", new Source("source")));
    }

    [Fact]
    public async Task Entity_tag_names_one_content_only()
    {
        await using var nodes = await TwoNodes.StartAsync();
        var options = new CacheEntryOptions { Jitter = 0, Expiration = TimeSpan.FromSeconds(10), LocalExpiration = TimeSpan.FromSeconds(10), FailSafeThrottle = TimeSpan.FromMilliseconds(100) };
        var source = new Source("old");
        ValueTask<CacheResult<string?>> Get() => nodes.A.Cache.GetOrCreateStampedAsync<Source, string?>("k", source, static (s, _, ct) => s.LoadAsync(ct), options);
        var first = await Get();
        Assert.NotNull(first.Stamp.ETag);
        nodes.A.Node!.IsCut = true;
        source.Value = "new";
        nodes.Clock.Advance(TimeSpan.FromSeconds(11));
        var second = await Get();
        Assert.Equal(("new", null), (second.Value, second.Stamp.ETag));
        Assert.False(second.Stamp.Matches(first.Stamp.ETag));
        Assert.Null((await nodes.A.Cache.TryGetAsync<string>("k", options)).Stamp.ETag);

        // Neither as a stand-in for a source that fails, nor after a change without an answer.
        source.Failure = new IOException("down");
        nodes.Clock.Advance(TimeSpan.FromSeconds(11));
        second = await Get();
        Assert.Equal(("new", null), (second.Value, second.Stamp.ETag));
        await nodes.A.Cache.SetAsync("k", "set", options, 0);
        second = await Get();
        Assert.Equal(("set", null), (second.Value, second.Stamp.ETag));

        (source.Failure, source.Value) = (null, "newest");
        nodes.A.Node.IsCut = false;
        await nodes.BeatAsync();
        var last = await Get();
        Assert.Equal("newest", last.Value);
        Assert.NotNull(last.Stamp.ETag);
        Assert.NotEqual(first.Stamp.ETag, last.Stamp.ETag);
    }

    [Fact]
    public async Task Too_many_changes_become_one_removal_of_everything()
    {
        await using var nodes = await TwoNodes.StartAsync(o => o.MaxPendingWrites = 10);
        var source = new Source("old");
        await nodes.B.GetAsync("k19", source);
        nodes.A.Node!.IsCut = true;
        source.Value = "new";
        for (var i = 0; i < 20; i++)
        {
            await nodes.A.Cache.RemoveAsync($"k{i}");
        }

        nodes.A.Node.IsCut = false;
        await nodes.BeatAsync();
        Assert.Equal(0, nodes.A.Cache.Parts.Pending.Count);
        Assert.Equal("new", await nodes.B.GetAsync("k19", source));
    }

    [Fact]
    public async Task Load_that_was_leased_before_the_outage_and_overtaken_in_it_is_not_committed_after_it()
    {
        await using var nodes = await TwoNodes.StartAsync();
        var source = new Source("old");
        source.Hold();
        var loading = nodes.A.GetAsync("k", source).AsTask();
        await source.Entered;
        nodes.A.Node!.IsCut = true;
        source.Value = "new";
        await nodes.A.Cache.RemoveAsync("k");
        nodes.A.Node.IsCut = false;
        source.Release();

        Assert.Equal("old", await loading);
        await nodes.BeatAsync();
        Assert.Equal("new", await nodes.B.GetAsync("k", source));
        Assert.Equal("new", await nodes.A.GetAsync("k", source));
    }

    [Fact]
    public async Task Call_without_an_answer_costs_no_more_than_its_time()
    {
        await using var nodes = await TwoNodes.StartAsync();
        var never = new TaskCompletionSource();
        nodes.A.Node!.Gate = _ => never.Task;
        var source = new Source();
        var caller = nodes.A.GetAsync("k", source).AsTask();
        Assert.False(caller.IsCompleted);
        nodes.Clock.Advance(TimeSpan.FromMilliseconds(250));

        await Eventually.IsTrueAsync(() => caller.IsCompleted);
        Assert.Equal("value", await caller);
    }
}
