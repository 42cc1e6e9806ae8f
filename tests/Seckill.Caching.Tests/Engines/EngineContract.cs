using Microsoft.Extensions.DependencyInjection;
using Seckill.Caching.Telemetry;
using Seckill.Caching.Tests.Servers;
using StackExchange.Redis;

namespace Seckill.Caching.Tests.Engines;

/// <summary>Caches on two nodes of a real server: what the virtual tests show of the engine holds on each kind of server.</summary>
public abstract class EngineContract(CacheServer server, ITestOutputHelper output)
{
    private static readonly CacheEntryOptions s_options = new() { Tags = ["t"] };

    private readonly string _prefix = CacheServer.NewPrefix();

    [Theory]
    [InlineData("set")]
    [InlineData("remove")]
    [InlineData("expire")]
    [InlineData("tag")]
    [InlineData("everything")]
    public async Task Change_on_one_node_is_seen_on_the_other(string change)
    {
        var (a, b) = (await StartAsync(), await StartAsync());
        var source = new Source("old");
        Assert.Equal("old", await GetAsync(a, source));
        Assert.Equal("old", await GetAsync(b, source));
        Assert.Equal(1, source.Calls);
        source.Value = "new";
        await Change.MakeAsync(b, change, "new", s_options);

        Assert.Equal("new", await GetAsync(b, source));
        await Eventually.IsTrueAsync(async () => await GetAsync(a, source) == "new", seconds: 1);
    }

    [Theory]
    [InlineData("set")]
    [InlineData("remove")]
    [InlineData("expire")]
    [InlineData("tag")]
    [InlineData("everything")]
    public async Task Load_that_another_nodes_change_overtook_is_stored_nowhere(string change)
    {
        var (a, b) = (await StartAsync(), await StartAsync());
        var source = new Source("old");
        source.Hold();
        var loading = GetAsync(a, source).AsTask();
        await source.Entered;
        source.Value = "new";
        await Change.MakeAsync(b, change, "new", s_options);
        source.Release();

        Assert.Equal("old", await loading);
        Assert.Equal("new", await GetAsync(b, source));
        await Eventually.IsTrueAsync(async () => await GetAsync(a, source) == "new", seconds: 1);
        var late = await StartAsync();
        Assert.Equal("new", await GetAsync(late, source));
    }

    [Fact]
    public async Task Cold_key_is_loaded_once_and_the_waiter_is_woken()
    {
        var (a, b) = (await StartAsync(), await StartAsync());
        var source = new Source();
        source.Hold();
        var first = GetAsync(a, source).AsTask();
        await source.Entered;
        var second = GetAsync(b, source).AsTask();
        await Eventually.IsTrueAsync(() => b.Parts.Counters.Read(CacheEvent.LeaseBusy) == 1);
        var released = TimeProvider.System.GetTimestamp();
        source.Release();

        Assert.Equal("value", await first);
        Assert.Equal("value", await second);
        // Without being woken it would look again after half a second.
        Assert.InRange(TimeProvider.System.GetElapsedTime(released).TotalMilliseconds, 0, 400);
        Assert.Equal(1, source.Calls);
    }

    [Fact]
    public async Task Change_told_by_the_database_reaches_every_node_within_a_tenth_of_a_second()
    {
        // G9, and the Redis leg of the way from a committed row to the caches.
        var (a, b) = (await StartAsync(), await StartAsync());
        ICacheChangeSink sink = new Administration.CacheChangeSink(b);
        var times = new List<double>();
        for (var i = 1; i <= 200; i++)
        {
            var source = new Source($"{i}");
            await GetAsync(a, source);
            await sink.ApplyAsync(new CacheChange("k", SourceVersion: i));
            var told = TimeProvider.System.GetTimestamp();
            while (a.Parts.Local.Find("k") is not null)
            {
                Assert.True(TimeProvider.System.GetElapsedTime(told).TotalSeconds < 5, "It was not heard.");
                await Task.Yield();
            }

            times.Add(TimeProvider.System.GetElapsedTime(told).TotalMilliseconds);
        }

        times.Sort();
        output.WriteLine($"heard after the call had returned: median {times[100]:F2} ms, p99 {times[197]:F2} ms, longest {times[^1]:F2} ms");
        Assert.InRange(times[100], 0, 100);
    }

    [Fact]
    public async Task Pinned_value_follows_another_nodes_change()
    {
        var (a, b) = (await StartAsync(), await StartAsync());
        var source = new Source("old");
        using var pin = a.Pin("k", source.LoadAsync);
        await pin.WhenReadyAsync();
        Assert.Equal("old", pin.Value);
        source.Value = "new";
        await b.RemoveAsync("k");
        await Eventually.IsTrueAsync(() => pin.Value == "new", seconds: 1);

        source.Value = "newer";
        await b.RemoveByTagAsync("*");
        await Eventually.IsTrueAsync(() => pin.Value == "newer", seconds: 1);
    }

    [Fact]
    public async Task Node_that_joins_later_knows_of_removed_tags()
    {
        var (a, b) = (await StartAsync(), await StartAsync());
        var source = new Source("old");
        await GetAsync(a, source);
        await b.RemoveByTagAsync("t");
        source.Value = "new";
        var late = await StartAsync();

        Assert.Equal("new", await GetAsync(late, source));
    }

    [Fact]
    public async Task Server_that_lost_everything_is_noticed()
    {
        var (a, b) = (await StartAsync(), await StartAsync());
        var source = new Source("old");
        await GetAsync(a, source);
        await WipeAsync();
        source.Value = "new";
        await b.RemoveAsync("k");

        await Eventually.IsTrueAsync(async () => await GetAsync(a, source) == "new", seconds: 2);
        Assert.Equal("new", await GetAsync(b, source));
    }

    [Fact]
    public async Task Server_that_came_back_from_an_older_copy_is_noticed()
    {
        var (a, b) = (await StartAsync(), await StartAsync());
        await using var copy = await ServerCopy.TakeAsync(server.Configuration, _prefix);
        var source = new Source("old");
        await GetAsync(a, source);
        await b.RemoveByTagAsync("*");
        await Eventually.IsTrueAsync(async () => await GetAsync(a, source) == "old" && source.Calls == 2);
        await copy.RestoreAsync();
        source.Value = "new";
        await Eventually.IsTrueAsync(async () => await GetAsync(a, source) == "new", seconds: 2);

        await Eventually.IsTrueAsync(() => b.Parts.Counters.Read(CacheEvent.LogFlushed) > 0, seconds: 2);
        source.Value = "newer";
        await b.RemoveByTagAsync("t");
        await Eventually.IsTrueAsync(async () => await GetAsync(a, source) == "newer", seconds: 1);
    }

    [Fact]
    public async Task Values_that_cannot_be_read_are_loaded_and_do_not_open_the_breaker()
    {
        var a = await StartAsync();
        var source = new Source();
        var values = ForeignValues.All;
        for (var i = 0; i < values.Length; i++)
        {
            await ForeignValues.PutAsync(server.Configuration, _prefix, $"k{i}", values[i]);
            Assert.Equal("value", await a.GetOrCreateAsync($"k{i}", source.LoadAsync));
            Assert.True(a.Parts.Tier!.IsUp);
        }

        Assert.Equal(values.Length, source.Calls);
        Assert.Equal(0, a.Parts.Counters.Read(CacheEvent.DistributedFault));
        var b = await StartAsync();
        Assert.Equal("value", (await b.TryGetAsync<string>("k0")).Value);
    }

    [Fact]
    public async Task Absences_and_copies_of_other_types_are_shared_too()
    {
        var (a, b) = (await StartAsync(), await StartAsync());
        Assert.Null(await GetAsync(a, new Source(null)));
        Assert.True((await b.TryGetAsync<string>("k")).IsKnownAbsent);
        await a.SetAsync("list", new List<int> { 1, 2, 3 });
        Assert.Equal([1, 2, 3], (await b.TryGetAsync<List<int>>("list")).Value!);
        await a.SetAsync("bytes", new byte[] { 4, 5 });
        Assert.Equal([4, 5], (await b.TryGetAsync<byte[]>("bytes")).Value!);
    }

    [Fact]
    public async Task Bulk_look_up_finds_what_another_node_loaded()
    {
        var (a, b) = (await StartAsync(), await StartAsync());
        var loaded = new List<int>();
        ValueTask<IReadOnlyDictionary<int, string>> Load(IReadOnlyList<int> ids, CancellationToken cancellationToken)
        {
            loaded.AddRange(ids);
            return new ValueTask<IReadOnlyDictionary<int, string>>(ids.ToDictionary(i => i, i => $"{i}"));
        }

        await a.GetOrCreateManyAsync<int, string>(Enumerable.Range(0, 50), static id => $"p:{id}", Load);
        var values = await b.GetOrCreateManyAsync<int, string>(Enumerable.Range(0, 100), static id => $"p:{id}", Load);

        Assert.Equal(100, values.Count);
        Assert.Equal(Enumerable.Range(0, 100), loaded.Order());
    }

    private static ValueTask<string?> GetAsync(SeckillCache cache, Source source) =>
        cache.GetOrCreateAsync<Source, string?>("k", source, static (s, _, ct) => s.LoadAsync(ct), s_options);

    private async Task<SeckillCache> StartAsync()
    {
        // A machine that is busy with other tests must not make a node go on without its tier.
        var cache = server.Connect(_prefix, configure: static o => o.DistributedTimeout = TimeSpan.FromSeconds(10)).GetRequiredService<SeckillCache>();
        await cache.StartAsync();
        return cache;
    }

    private async Task WipeAsync()
    {
        var options = ConfigurationOptions.Parse(server.Configuration);
        options.AllowAdmin = true;
        await using var multiplexer = await ConnectionMultiplexer.ConnectAsync(options);
        foreach (var one in multiplexer.GetServers())
        {
            await one.FlushAllDatabasesAsync();
        }
    }
}
