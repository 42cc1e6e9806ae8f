using Seckill.Caching.Telemetry;

namespace Seckill.Caching.Tests.Nodes;

public sealed class SharedTierTests
{
    [Fact]
    public async Task Value_that_one_node_loaded_is_read_by_the_other_in_one_call()
    {
        await using var nodes = await TwoNodes.StartAsync();
        var source = new Source();
        var before = nodes.A.Node!.Calls;
        await nodes.A.GetAsync("k", source);
        // G17: three waits for a cold miss, one for a hit of the shared tier.
        Assert.Equal(3, nodes.A.Node!.Calls - before);
        before = nodes.B.Node!.Calls;
        Assert.Equal("value", await nodes.B.GetAsync("k", source));

        Assert.Equal(1, nodes.B.Node!.Calls - before);
        Assert.Equal(1, source.Calls);
    }

    [Fact]
    public async Task Two_nodes_load_a_cold_key_once_and_the_waiter_is_woken()
    {
        await using var nodes = await TwoNodes.StartAsync();
        var source = new Source();
        source.Hold();
        var first = nodes.A.GetAsync("k", source).AsTask();
        await source.Entered;
        var second = nodes.B.GetAsync("k", source).AsTask();
        Assert.Equal(1, nodes.B.Count(CacheEvent.LeaseBusy));
        source.Release();

        Assert.Equal("value", await first);
        // No time has passed: the record of the commit has woken it.
        Assert.Equal("value", await second);
        Assert.Equal(1, source.Calls);
    }

    [Fact]
    public async Task Failed_load_wakes_the_waiter_who_tries_itself()
    {
        await using var nodes = await TwoNodes.StartAsync();
        var broken = new Source { Failure = new IOException("down") };
        broken.Hold();
        var first = nodes.A.GetAsync("k", broken).AsTask();
        await broken.Entered;
        var second = nodes.B.GetAsync("k", new Source()).AsTask();
        broken.Release();

        await Assert.ThrowsAsync<IOException>(() => first);
        Assert.Equal("value", await second);
    }

    [Fact]
    public async Task Dead_loader_is_replaced_when_its_lease_falls()
    {
        await using var nodes = await TwoNodes.StartAsync();
        var options = new CacheEntryOptions { LeaseDuration = TimeSpan.FromSeconds(3) };
        var dead = new Source();
        dead.Hold();
        _ = nodes.A.GetAsync("k", dead, options).AsTask();
        await dead.Entered;
        nodes.A.Node!.IsCut = true;
        var source = new Source("living");
        var waiter = nodes.B.GetAsync("k", source, options).AsTask();
        nodes.Clock.Advance(TimeSpan.FromMilliseconds(2_900));
        Assert.Equal(0, source.Calls);
        for (var i = 0; i < 10 && !waiter.IsCompleted; i++)
        {
            nodes.Clock.Advance(TimeSpan.FromMilliseconds(20));
        }

        await Eventually.IsTrueAsync(() => waiter.IsCompleted);
        Assert.Equal("living", await waiter);
    }

    [Fact]
    public async Task Living_loader_keeps_its_lease_beyond_its_duration()
    {
        await using var nodes = await TwoNodes.StartAsync();
        var source = new Source();
        source.Hold();
        var first = nodes.A.GetAsync("k", source).AsTask();
        await source.Entered;
        var second = nodes.B.GetAsync("k", source).AsTask();
        for (var i = 0; i < 40; i++)
        {
            nodes.Clock.Advance(TimeSpan.FromMilliseconds(250));
        }

        Assert.Equal(1, source.Calls);
        source.Release();
        Assert.Equal("value", await first);
        await Eventually.IsTrueAsync(() => second.IsCompleted);
        Assert.Equal(1, source.Calls);
    }

    [Theory]
    [InlineData("set")]
    [InlineData("remove")]
    [InlineData("expire")]
    [InlineData("tag")]
    [InlineData("everything")]
    public async Task Change_on_one_node_is_seen_on_the_other(string change)
    {
        await using var nodes = await TwoNodes.StartAsync();
        var options = new CacheEntryOptions { Tags = ["t"] };
        var source = new Source("old");
        await nodes.A.GetAsync("k", source, options);
        await nodes.B.GetAsync("k", source, options);
        source.Value = "new";
        await Change.MakeAsync(nodes.B.Cache, change, "new", options);

        Assert.Equal("new", await nodes.A.GetAsync("k", source, options));
        Assert.Equal("new", await nodes.B.GetAsync("k", source, options));
    }

    [Theory]
    [InlineData("set")]
    [InlineData("remove")]
    [InlineData("expire")]
    [InlineData("tag")]
    [InlineData("everything")]
    public async Task Load_that_another_nodes_change_overtook_is_stored_nowhere(string change)
    {
        await using var nodes = await TwoNodes.StartAsync();
        var options = new CacheEntryOptions { Tags = ["t"] };
        var source = new Source("old");
        source.Hold();
        var loading = nodes.A.GetAsync("k", source, options).AsTask();
        await source.Entered;
        source.Value = "new";
        await Change.MakeAsync(nodes.B.Cache, change, "new", options);
        source.Release();

        Assert.Equal("old", await loading);
        Assert.Equal("new", await nodes.A.GetAsync("k", source, options));
        Assert.Equal("new", await nodes.B.GetAsync("k", source, options));
    }

    [Fact]
    public async Task Only_one_node_refreshes()
    {
        await using var nodes = await TwoNodes.StartAsync();
        var options = new CacheEntryOptions { Expiration = TimeSpan.FromSeconds(100), LocalExpiration = TimeSpan.FromSeconds(100), Jitter = 0 };
        var source = new Source("old");
        await nodes.A.GetAsync("k", source, options);
        await nodes.B.GetAsync("k", source, options);
        await nodes.PassAsync(TimeSpan.FromSeconds(81));
        source.Value = "new";
        source.Hold();
        Assert.Equal("old", await nodes.A.GetAsync("k", source, options));
        Assert.Equal("old", await nodes.B.GetAsync("k", source, options));
        Assert.Equal(2, source.Calls);
        source.Release();

        await Eventually.IsTrueAsync(async () => await nodes.B.GetAsync("k", source, options) == "new");
        Assert.Equal("new", await nodes.A.GetAsync("k", source, options));
        Assert.Equal(2, source.Calls);
    }

    [Fact]
    public async Task Failing_source_is_probed_by_one_node_of_the_cluster()
    {
        // G15
        await using var nodes = await TwoNodes.StartAsync();
        var options = new CacheEntryOptions
        {
            Expiration = TimeSpan.FromSeconds(10), Jitter = 0, RefreshAfter = 1, FailSafeFor = TimeSpan.FromMinutes(10), FailSafeThrottle = TimeSpan.FromSeconds(2),
        };
        var source = new Source();
        await nodes.A.GetAsync("k", source, options);
        source.Failure = new IOException("down");
        await nodes.PassAsync(TimeSpan.FromSeconds(10));
        var before = source.Calls;
        for (var i = 0; i < 240; i++)
        {
            Assert.Equal("value", await nodes.A.GetAsync("k", source, options));
            Assert.Equal("value", await nodes.B.GetAsync("k", source, options));
            await nodes.PassAsync(TimeSpan.FromMilliseconds(250));
        }

        // One minute: thirty periods.
        Assert.InRange(source.Calls - before, 20, 31);
    }

    [Fact]
    public async Task Row_older_than_a_known_change_is_not_cached_again()
    {
        // A replica of the source that lags behind the change that the queue has told of.
        await using var nodes = await TwoNodes.StartAsync();
        var version = 6L;
        ValueTask<string> Get(TestCache node) => node.Cache.GetOrCreateAsync<int, string>("k", 0, (_, context, _) =>
        {
            context.SourceVersion = version;
            return new ValueTask<string>($"v{version}");
        });
        await nodes.B.Cache.RemoveAsync("k", sourceVersion: 7);

        Assert.Equal("v6", await Get(nodes.A));
        Assert.False((await nodes.A.Cache.TryGetAsync<string>("k")).IsFound);
        version = 7;
        Assert.Equal("v7", await Get(nodes.A));
        Assert.Equal("v7", (await nodes.B.Cache.TryGetAsync<string>("k")).Value);
        Assert.Equal(WriteOutcome.Outdated, await nodes.B.Cache.SetAsync("k", "v5", null, sourceVersion: 5));
    }

    [Fact]
    public async Task Refused_older_row_ends_the_copy_that_is_older_still()
    {
        await using var nodes = await TwoNodes.StartAsync();
        Assert.Equal(WriteOutcome.Applied, await nodes.A.Cache.SetAsync("k", "v5", null, sourceVersion: 5));
        nodes.A.Node!.IsHeld = true;
        Assert.Equal(WriteOutcome.Applied, await nodes.B.Cache.SetAsync("k", "v7", null, sourceVersion: 7));
        nodes.A.Node.DropNext();
        Assert.Equal("v5", (await nodes.A.Cache.TryGetAsync<string>("k")).Value);

        // The refusal tells this node of the change that it has missed, before any comparison does.
        Assert.Equal(WriteOutcome.Outdated, await nodes.A.Cache.SetAsync("k", "v6", null, sourceVersion: 6));

        Assert.Equal("v7", (await nodes.A.Cache.TryGetAsync<string>("k")).Value);
    }

    [Fact]
    public async Task Announced_id_is_known_to_every_nodes_filter()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var server = new Seckill.Testing.Caching.InMemoryCacheServer(clock);
        async Task<TestCache> StartAsync()
        {
            var filter = new Filters.KeyFilter("p:", new KeyFilterOptions { Capacity = 100 });
            var cache = await TestCache.OnAsync(server, clock, guards: new Filters.KeyGuards([new Filters.KeyGuard("p:", [], filter, null)]));
            await filter.BuildAsync(new NoIds(), default);
            return cache;
        }

        await using var a = await StartAsync();
        await using var b = await StartAsync();
        var source = new Source();
        Assert.Null(await b.GetAsync("p:1", source));
        await a.Cache.AnnounceAsync("p:1");
        Assert.Equal("value", await b.GetAsync("p:1", source));
        await a.Cache.SetAsync("p:2", "set");
        Assert.Equal("set", await b.GetAsync("p:2", source));
    }

    [Fact]
    public async Task Bulk_load_leaves_to_another_node_what_that_one_loads()
    {
        await using var nodes = await TwoNodes.StartAsync();
        var source = new Source("theirs");
        source.Hold();
        var single = nodes.A.GetAsync("p:1", source).AsTask();
        await source.Entered;
        var loaded = new List<int>();
        var bulk = nodes.B.Cache.GetOrCreateManyAsync<int, string>([1, 2, 3], static id => $"p:{id}", (ids, _) =>
        {
            loaded.AddRange(ids);
            return new ValueTask<IReadOnlyDictionary<int, string>>(ids.ToDictionary(i => i, i => "mine"));
        }).AsTask();
        await Eventually.IsTrueAsync(() => loaded.Count == 2);
        source.Release();

        Assert.Equal("theirs", (await bulk)[1]);
        Assert.Equal("theirs", await single);
        Assert.Equal([2, 3], loaded.Order());
    }

    private sealed class NoIds : IKeyIdSource
    {
        public async IAsyncEnumerable<string> ReadIdsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.CompletedTask;
            yield break;
        }
    }
}
