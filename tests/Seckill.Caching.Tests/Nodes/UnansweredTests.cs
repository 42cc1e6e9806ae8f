namespace Seckill.Caching.Tests.Nodes;

/// <summary>A look-up without a load says whether the shared tier has nothing, or has said nothing.</summary>
public sealed class UnansweredTests
{
    [Fact]
    public async Task Tier_that_has_nothing_has_answered()
    {
        await using var nodes = await TwoNodes.StartAsync();
        Assert.Equal(default, await nodes.A.Cache.TryGetAsync<string>("k"));
    }

    [Fact]
    public async Task Tier_that_is_away_has_not_also_when_it_is_left_alone()
    {
        await using var nodes = await TwoNodes.StartAsync();
        await nodes.B.Cache.SetAsync("k", "value");
        nodes.A.Node!.IsCut = true;
        for (var i = 0; i < 10; i++)
        {
            var look = await nodes.A.Cache.TryGetAsync<string>("k");
            Assert.Equal((false, true), (look.IsFound, look.IsUnanswered));
        }

        Assert.False(nodes.A.Cache.Parts.Tier!.IsUp);
        Assert.False((await nodes.B.Cache.TryGetAsync<string>("k")).IsUnanswered);
    }

    [Fact]
    public async Task Removal_that_the_tier_has_not_heard_of_leaves_the_key_unanswered()
    {
        await using var nodes = await TwoNodes.StartAsync();
        await nodes.B.Cache.SetAsync("k", "value");
        nodes.A.Node!.IsCut = true;
        Assert.Equal(WriteOutcome.Deferred, await nodes.A.Cache.RemoveAsync("k", sourceVersion: 0));
        nodes.A.Node.IsCut = false;
        var look = await nodes.A.Cache.TryGetAsync<string>("k");
        Assert.Equal((false, true), (look.IsFound, look.IsUnanswered));
        await nodes.BeatAsync();
        Assert.Equal(default, await nodes.A.Cache.TryGetAsync<string>("k"));
    }

    [Fact]
    public async Task Cache_without_a_shared_tier_always_knows()
    {
        await using var cache = new TestCache();
        Assert.Equal(default, await cache.Cache.TryGetAsync<string>("k"));
    }
}
