using System.Diagnostics.Metrics;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Seckill.Caching.Telemetry;
using Seckill.Testing.Caching;

namespace Seckill.Caching.Tests.Model;

/// <summary>Nodes, a server and a source in which nothing moves unless the test moves it, and the <see cref="Laws"/> that hold there.</summary>
internal sealed class World : IAsyncDisposable
{
    private static readonly CacheEntryOptions s_sharedOnly = new() { Flags = HybridCacheEntryFlags.DisableLocalCache };
    private static readonly CachingMetrics s_metrics =
        new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    private readonly WorldOptions _options;
    private readonly InMemoryCacheServer _server;
    private readonly List<WorldNode> _nodes = [];
    private readonly List<(WorldNode Node, int Key, TaskCompletionSource Done)> _loads = [];
    private readonly LinkedList<(WorldNode Node, string Name)> _open = new();
    private readonly int[] _changing;
    private readonly bool[] _setting;

    private World(WorldOptions options)
    {
        _options = options;
        _changing = new int[options.Keys];
        _setting = new bool[options.Keys];
        Laws = new Laws(options.Nodes, options.Keys);
        _server = new InMemoryCacheServer(Clock, partitions: 2, logLength: 50);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 11, 0, 0, 0, TimeSpan.Zero));

    public Laws Laws { get; }

    public IReadOnlyList<WorldNode> Nodes => _nodes;

    public int OpenOperations => _open.Count;

    public int OpenLoads => _loads.Count;

    public static async Task<World> CreateAsync(WorldOptions options)
    {
        var world = new World(options);
        for (var i = 0; i < options.Nodes; i++)
        {
            world._nodes.Add(await world.StartNodeAsync(i));
        }

        return world;
    }

    public void StartLookUp(int node, int key, HybridCacheEntryFlags flags = HybridCacheEntryFlags.None) =>
        Track(_nodes[node], $"look-up of k{key} on node {node}", LookUpAsync(_nodes[node], key, flags));

    /// <summary>Looks into the tiers without a load.</summary>
    public void StartTry(int node, int key) => Track(_nodes[node], $"try of k{key} on node {node}", TryAsync(_nodes[node], key));

    /// <summary>
    /// Changes a row and tells the cache. A set is alone with its row, or nobody could tell which of two came later, unless rows carry versions; other
    /// changes may come together.
    /// </summary>
    public void StartChange(int node, int key, string change)
    {
        if (_options.HasSourceVersions || (change == "set" ? _changing[key] == 0 : !_setting[key]))
        {
            Track(_nodes[node], $"{change} of k{key} on node {node}", ChangeAsync(_nodes[node], key, change));
        }
    }

    public void StartHeartbeat(int node) => Track(_nodes[node], $"heartbeat of node {node}", HeartbeatAsync(_nodes[node]));

    public void ForgetLocally(int node, int key) =>
        _nodes[node].Cache.Cache.Parts.Local.Apply($"k{key}", long.MaxValue, default, CacheLogKind.Remove);

    public int NodeOfLoad(int index) => _loads[index].Node.Index;

    public void FinishLoad(int index)
    {
        var (node, key, done) = _loads[index];
        Laws.Note($"node {node.Index} ends a load of k{key}");
        _loads.RemoveAt(index);
        done.SetResult();
    }

    public void FailLoad(int index)
    {
        var (node, key, done) = _loads[index];
        _loads.RemoveAt(index);
        Laws.LoadFailed(key);
        Laws.Note($"node {node.Index} fails a load of k{key}");
        done.SetException(new InvalidDataException("The source failed."));
    }

    /// <summary>Kills a process and starts another in its place. Not while a change of its own is under way: that would be nobody's then.</summary>
    public async Task RestartAsync(int index, Random random)
    {
        var old = _nodes[index];
        if (old.OpenChanges > 0 || old.Cache.Cache.Parts.Pending.Count > 0)
        {
            return;
        }

        Laws.Note($"node {index} dies");
        old.IsDead = true;
        old.Link.Die(random);
        _loads.RemoveAll(l => l.Node == old);
        for (var open = _open.First; open is not null;)
        {
            var next = open.Next;
            if (open.Value.Node == old)
            {
                _open.Remove(open);
            }

            open = next;
        }

        await old.Cache.DisposeAsync();
        _nodes[index] = await StartNodeAsync(index);
    }

    /// <summary>The server loses everything, and takes a moment for it.</summary>
    public void Wipe()
    {
        Laws.Note($"the server loses everything");
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        _server.Wipe();
    }

    /// <summary>Lets everything that is under way come to its end, and every node hear everything; then looks at all tiers.</summary>
    public async Task SettleAsync()
    {
        Laws.Note($"settles");
        foreach (var node in _nodes)
        {
            node.Link.IsCut = false;
        }

        await DrainAsync();
        if (Laws.HasFailures)
        {
            // What stood in for a failed load has had its time.
            Clock.Advance(TimeSpan.FromSeconds(5));
        }

        for (var round = 0; round < 3; round++)
        {
            for (var node = 0; node < _nodes.Count; node++)
            {
                StartHeartbeat(node);
            }

            await DrainAsync();
        }

        foreach (var node in _nodes)
        {
            node.Link.InStep();
            for (var key = 0; key < _options.Keys; key++)
            {
                await CheckTierAsync(node, key, null, "local");
                await CheckTierAsync(node, key, s_sharedOnly, "distributed");
            }
        }

        Laws.Settled();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.Cache.DisposeAsync();
        }
    }

    private static string TagOf(int key) => $"t{key % 2}";

    private CacheEntryOptions EntryOf(int key) => _options.Entry with { Tags = [TagOf(key)] };

    private async Task<WorldNode> StartNodeAsync(int index)
    {
        var connection = _server.Connect();
        var log = _options.Log(connection);
        var cache = new TestCache(Clock, _options.Configure, inline: true, tier: _options.Tier(connection), log: log, metrics: s_metrics);
        await log.SubscribeAsync(cache.Cache.Follower!);
        await cache.BeatAsync();
        return new WorldNode(index, cache, new SimulatedLink(connection, $"node {index}", Laws));
    }

    private async Task LookUpAsync(WorldNode node, int key, HybridCacheEntryFlags flags)
    {
        var floors = FloorsOf(node, key);
        Laws.Note($"node {node.Index} looks k{key} up, knows {floors}, source {Laws.TruthOf(key)}, {flags}");
        string? row;
        try
        {
            row = await node.Cache.Cache.GetOrCreateAsync<int, string?>($"k{key}", 0, (_, context, _) => LoadAsync(node, key, context), EntryOf(key) with { Flags = flags });
        }
        catch (InvalidDataException)
        {
            // The source failed, and there was nothing to stand in for it.
            return;
        }

        if (!node.IsDead)
        {
            Laws.Note($"node {node.Index} answers {row} for k{key}");
            Laws.Answered(node.Index, key, floors, row);
        }
    }

    private async Task TryAsync(WorldNode node, int key)
    {
        var floors = FloorsOf(node, key);
        var found = await node.Cache.Cache.TryGetAsync<string>($"k{key}", EntryOf(key));
        if (!node.IsDead && (found.IsFound || found.IsKnownAbsent))
        {
            Laws.Answered(node.Index, key, floors, found.Value);
        }
    }

    private (int Fresh, int StandIn) FloorsOf(WorldNode node, int key)
    {
        if (node.Link.HearsAll)
        {
            Laws.LearnFromAll(node.Index);
        }

        return Laws.FloorsOf(node.Index, key);
    }

    private async ValueTask<string?> LoadAsync(WorldNode node, int key, CacheLoadContext<string?> context)
    {
        // What the query read, it read before it took its time.
        var number = Laws.TruthOf(key);
        var done = new TaskCompletionSource();
        Laws.Note($"node {node.Index} loads {number} for k{key}");
        if (!node.IsDead)
        {
            _loads.Add((node, key, done));
        }

        await done.Task;
        context.SourceVersion = _options.HasSourceVersions ? number : 0;
        return Laws.RowOf(number);
    }

    private async Task ChangeAsync(WorldNode node, int key, string change)
    {
        _changing[key]++;
        _setting[key] |= change == "set";
        node.OpenChanges++;
        var number = Laws.Grow(key);
        var truth = Laws.Truth();
        truth[key] = number;
        Laws.Note($"node {node.Index} begins {change} of k{key} to {number}");
        await Change.MakeAsync(node.Cache.Cache, change, Laws.RowOf(number), EntryOf(key), $"k{key}", _options.HasSourceVersions ? number : 0);
        Laws.Note($"node {node.Index} has done {change} of k{key} to {number}; waiting {node.Cache.Cache.Parts.Pending.Count}");
        node.OpenChanges--;
        _changing[key]--;
        _setting[key] &= _changing[key] > 0;
        for (var other = 0; other < truth.Length; other++)
        {
            if (other == key || change == "everything" || (change == "tag" && TagOf(other) == TagOf(key)))
            {
                Laws.Learn(node.Index, other, truth[other], keepsStandIn: change == "expire");
            }

            if (node.Cache.Cache.Parts.Pending.Covers($"k{other}"))
            {
                Laws.Unanswered(node.Index, other);
            }
        }
    }

    private static async Task HeartbeatAsync(WorldNode node)
    {
        try
        {
            await node.Cache.BeatAsync();
        }
        catch (Exception e) when (e is IOException or TimeoutException)
        {
            // A cut link has no heartbeat; the next one tells.
        }
    }

    private void Track(WorldNode node, string name, Task operation)
    {
        if (!operation.IsCompletedSuccessfully)
        {
            _ = EndAsync(_open.AddLast((node, name)), operation);
        }
    }

    private async Task EndAsync(LinkedListNode<(WorldNode Node, string Name)> open, Task operation)
    {
        try
        {
            await operation;
        }
        catch (Exception e)
        {
            Laws.Hold(open.Value.Node.IsDead, $"{open.Value.Name}: {e}");
        }

        if (!open.Value.Node.IsDead)
        {
            _open.Remove(open);
        }
    }

    private async Task DrainAsync()
    {
        for (var step = 0; OpenOperations > 0 || _loads.Count > 0 || _nodes.Exists(static n => n.Link.HasCall || n.Link.HasRecord); step++)
        {
            var moved = false;
            foreach (var node in _nodes)
            {
                if (node.Link.HasCall)
                {
                    node.Link.StepCall();
                    moved = true;
                }

                if (node.Link.HasRecord)
                {
                    node.Link.DeliverRecord();
                    moved = true;
                }
            }

            if (_loads.Count > 0)
            {
                FinishLoad(0);
                moved = true;
            }

            if (!moved)
            {
                // Somebody waits for a lease that nobody holds any more.
                Clock.Advance(TimeSpan.FromMilliseconds(500));
                await Task.Yield();
            }

            if (step > 100_000)
            {
                Laws.Hold(false, $"these do not end: {string.Join(", ", _open.Select(static o => o.Name))}");
                return;
            }
        }
    }

    private async Task CheckTierAsync(WorldNode node, int key, CacheEntryOptions? options, string tier)
    {
        var pending = node.Cache.Cache.TryGetAsync<string>($"k{key}", options).AsTask();
        while (!pending.IsCompleted)
        {
            node.Link.StepCall();
        }

        var found = await pending;
        Laws.AtRest(node.Index, key, tier, found.IsFound, found.IsKnownAbsent, found.Value);
    }
}
