using Microsoft.Extensions.Time.Testing;
using Seckill.Caching.Local;
using Seckill.Caching.Telemetry;
using Seckill.Testing.Caching;

namespace Seckill.Caching.Tests.Nodes;

/// <summary>The server comes back from an older copy: places in its log are issued again.</summary>
public sealed class StepBackTests
{
    private static readonly CacheEntryOptions s_options = new() { Jitter = 0, Tags = ["t"] };

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 11, 0, 0, 0, TimeSpan.Zero));
    private readonly InMemoryCacheServer _server;

    public StepBackTests() => _server = new InMemoryCacheServer(_clock);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Copy_older_than_what_a_node_holds_is_noticed_by_the_next_heartbeat(bool isOlderThanTheNode)
    {
        await using var b = await TestCache.OnAsync(_server, _clock, inline: true);
        var snapshot = _server.Snapshot();
        await ChangeAsync(b, 10);
        await using var a = await TestCache.OnAsync(_server, _clock, inline: true);
        snapshot = isOlderThanTheNode ? snapshot : _server.Snapshot();
        var source = new Source("old");
        await a.GetAsync("k", source, s_options);
        _server.Restore(snapshot);
        source.Value = "new";
        await a.BeatAsync();

        Assert.Equal("new", await a.GetAsync("k", source, s_options));
        Assert.Equal(1, a.Count(CacheEvent.LogFlushed));
        await a.BeatAsync();
        Assert.Equal(1, a.Count(CacheEvent.LogFlushed));
    }

    [Fact]
    public async Task Removed_tags_are_seen_again_after_a_step_back()
    {
        await using var b = await TestCache.OnAsync(_server, _clock, inline: true);
        var snapshot = _server.Snapshot();
        await ChangeAsync(b, 10);
        await b.Cache.RemoveByTagAsync("*");
        await using var a = await TestCache.OnAsync(_server, _clock, inline: true);
        _server.Restore(snapshot);
        await a.BeatAsync();
        await b.BeatAsync();
        var source = new Source("old");
        await a.GetAsync("k", source, s_options);
        await a.GetAsync("k", source, s_options);
        Assert.Equal(1, source.Calls);
        source.Value = "new";
        await b.Cache.RemoveByTagAsync("t");
        Assert.Equal("new", await a.GetAsync("k", source, s_options));

        source.Value = "newer";
        await b.Cache.RemoveByTagAsync("*");
        Assert.Equal("newer", await a.GetAsync("k", source, s_options));
        await using var late = await TestCache.OnAsync(_server, _clock, inline: true);
        Assert.Equal("newer", await late.GetAsync("k", new Source("newest"), s_options));
    }

    [Fact]
    public async Task Removed_tag_is_seen_on_what_was_stored_before_the_step_back_was_noticed()
    {
        await using var a = await TestCache.OnAsync(_server, _clock, inline: true);
        await using var b = await TestCache.OnAsync(_server, _clock, inline: true);
        var snapshot = _server.Snapshot();
        await ChangeAsync(b, 10);
        _server.Restore(snapshot);
        // Loaded and set by nodes that know only the lost places.
        var source = new Source("old");
        await a.GetAsync("k", source, s_options);
        await a.Cache.SetAsync("set", "old", s_options, 0);
        await b.BeatAsync();
        await b.Cache.RemoveByTagAsync("t");
        source.Value = "new";
        Assert.Equal("new", await b.GetAsync("k", source, s_options));
        Assert.Equal("new", await b.GetAsync("set", source, s_options));
        await a.BeatAsync();
        Assert.Equal("new", await a.GetAsync("k", source, s_options));
        Assert.Equal("new", await a.GetAsync("set", source, s_options));
    }

    [Fact]
    public async Task Copies_of_the_lost_history_do_not_even_stand_in()
    {
        await using var a = await TestCache.OnAsync(_server, _clock, inline: true);
        var snapshot = _server.Snapshot();
        var source = new Source("old");
        await a.GetAsync("k", source, s_options);
        _server.Restore(snapshot);
        await a.BeatAsync();
        source.Failure = new IOException("down");

        await Assert.ThrowsAsync<IOException>(async () => await a.GetAsync("k", source, s_options));
    }

    [Fact]
    public async Task Places_heard_in_the_lost_history_keep_nothing_from_being_stored()
    {
        await using var a = await TestCache.OnAsync(_server, _clock, inline: true);
        var snapshot = _server.Snapshot();
        var (local, watch) = (a.Cache.Parts.Local, new WriteWatch("k", new OperationId(1)));
        local.Add(watch);
        await ChangeAsync(a, 10, "k");
        _server.Restore(snapshot);
        var entry = new TypedEntry<string>("k", "value") { Version = 1 };
        Assert.False(local.Put(watch, entry));
        await a.BeatAsync();

        Assert.True(local.Put(watch, entry));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Copy_that_is_past_the_old_place_already_is_noticed(bool isHeard)
    {
        await using var a = await TestCache.OnAsync(_server, _clock, inline: true);
        await using var b = await TestCache.OnAsync(_server, _clock, inline: true);
        var snapshot = _server.Snapshot();
        var source = new Source("old");
        await a.GetAsync("k", source, s_options);
        await a.BeatAsync();
        _server.Restore(snapshot);
        source.Value = "new";
        if (!isHeard)
        {
            // The record that contradicts is lost; the one after it looks like the next.
            a.Node!.IsDeaf = true;
            await b.Cache.RemoveAsync("other");
            a.Node.IsDeaf = false;
            await b.Cache.RemoveAsync("other");
            a.Node.Restore();
        }
        else
        {
            await ChangeAsync(b, 2);
        }

        await a.BeatAsync();
        Assert.Equal(1, a.Count(CacheEvent.LogFlushed));
        Assert.Equal("new", await a.GetAsync("k", source, s_options));
    }

    private static async Task ChangeAsync(TestCache cache, int times, string key = "other")
    {
        for (var i = 0; i < times; i++)
        {
            await cache.Cache.RemoveAsync(key);
        }
    }
}
