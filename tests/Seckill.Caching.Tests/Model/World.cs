using System.Globalization;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Time.Testing;
using Seckill.Testing.Caching;

namespace Seckill.Caching.Tests.Model;

/// <summary>
/// Nodes, a server and a source in which nothing moves unless the test moves it. The source holds a number for each key that only grows; every growth is
/// followed by a change of the cache. The laws: a look-up never answers less than what its own node had made known when it began; and when everything
/// is quiet, no tier of any node holds less than the source.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    private static readonly CacheEntryOptions s_sharedOnly = new() { Flags = HybridCacheEntryFlags.DisableLocalCache };

    private readonly CacheEntryOptions _options = new() { Jitter = 0, FactorySoftTimeout = TimeSpan.FromHours(1), FactoryHardTimeout = TimeSpan.FromHours(1) };
    private readonly List<TestCache> _nodes = [];
    private readonly List<(int Node, TaskCompletionSource Done)> _loads = [];
    private readonly LinkedList<string> _open = new();
    private readonly int[] _truth;
    private readonly int[,] _known;
    private readonly bool[,] _unsettled;
    private readonly int[] _changing;

    private World(int nodes, int keys)
    {
        _truth = new int[keys];
        _known = new int[nodes, keys];
        _unsettled = new bool[nodes, keys];
        _changing = new int[keys];
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 11, 0, 0, 0, TimeSpan.Zero));

    public List<SimulatedLink> Links { get; } = [];

    public int OpenOperations => _open.Count;

    public int OpenLoads => _loads.Count;

    public long Checked { get; private set; }

    /// <summary>What broke a law; null while none is broken.</summary>
    public string? Violation { get; private set; }

    public static async Task<World> CreateAsync(int nodes, int keys, Func<InMemoryCacheNode, IDistributedCacheTier>? decorate = null)
    {
        var world = new World(nodes, keys);
        var server = new InMemoryCacheServer(world.Clock, partitions: 2, logLength: 50);
        for (var i = 0; i < nodes; i++)
        {
            var connection = server.Connect();
            var node = new TestCache(
                world.Clock,
                o => (o.TrustFor, o.BreakerFailures) = (TimeSpan.FromMinutes(10), 1_000_000),
                inline: true,
                tier: decorate?.Invoke(connection) ?? connection,
                log: connection);
            await connection.SubscribeAsync(node.Cache.Follower!);
            await node.BeatAsync();
            world._nodes.Add(node);
            world.Links.Add(new SimulatedLink(connection));
        }

        return world;
    }

    public void StartLookUp(int node, int key) => Track($"look-up of k{key} on node {node}", LookUpAsync(node, key));

    public void StartChange(int node, int key, string change) => Track($"{change} of k{key} on node {node}", ChangeAsync(node, key, change));

    public void StartHeartbeat(int node) => Track($"heartbeat of node {node}", HeartbeatAsync(node));

    public void ForgetLocally(int node, int key) => _nodes[node].Cache.Parts.Local.Apply($"k{key}", long.MaxValue, default, CacheLogKind.Remove);

    public void FinishLoad(int index)
    {
        var (_, done) = _loads[index];
        _loads.RemoveAt(index);
        done.SetResult();
    }

    /// <summary>Lets everything that is under way come to its end, and every node hear everything.</summary>
    public async Task SettleAsync()
    {
        Links.ForEach(static l => l.IsCut = false);
        for (var round = 0; round < 3; round++)
        {
            Drain();
            for (var node = 0; node < _nodes.Count; node++)
            {
                StartHeartbeat(node);
            }

            Drain();
        }

        for (var key = 0; key < _truth.Length; key++)
        {
            for (var node = 0; node < _nodes.Count; node++)
            {
                await CheckTierAsync(node, key, null, "local");
                await CheckTierAsync(node, key, s_sharedOnly, "distributed");
            }
        }

        Array.Clear(_unsettled);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
    }

    private static string TagOf(int key) => $"t{key % 2}";

    /// <summary>Whether a change of the key is under way: writers of one row come one after the other.</summary>
    public bool IsChanging(int key) => _changing[key] > 0;

    private async Task LookUpAsync(int node, int key)
    {
        var floor = _known[node, key];
        var value = await _nodes[node].Cache.GetOrCreateAsync<int, string>($"k{key}", 0, (_, _, _) => LoadAsync(node, key), _options with { Tags = [TagOf(key)] });
        Law(Parse(value) >= floor || IsUnsettledElsewhere(node, key), $"node {node} answered {value} for k{key}, but had made {floor} known");
    }

    private async ValueTask<string> LoadAsync(int node, int key)
    {
        // What the query read, it read before it took its time.
        var value = _truth[key].ToString(CultureInfo.InvariantCulture);
        var done = new TaskCompletionSource();
        _loads.Add((node, done));
        await done.Task;
        return value;
    }

    private async Task ChangeAsync(int node, int key, string change)
    {
        _changing[key]++;
        var value = ++_truth[key];
        var truth = change is "tag" or "everything" ? (int[])_truth.Clone() : null;
        await Change.MakeAsync(_nodes[node].Cache, change, value.ToString(CultureInfo.InvariantCulture), _options with { Tags = [TagOf(key)] }, $"k{key}");
        _known[node, key] = Math.Max(_known[node, key], value);
        for (var other = 0; truth is not null && other < truth.Length; other++)
        {
            if (change == "everything" || TagOf(other) == TagOf(key))
            {
                _known[node, other] = Math.Max(_known[node, other], truth[other]);
            }
        }

        _changing[key]--;
        for (var other = 0; other < _truth.Length; other++)
        {
            _unsettled[node, other] |= _nodes[node].Cache.Parts.Pending.Covers($"k{other}");
        }
    }

    /// <summary>A change without an answer may be applied late, after newer ones of other nodes; until it is repeated as a removal, they may see it.</summary>
    private bool IsUnsettledElsewhere(int node, int key)
    {
        for (var other = 0; other < _nodes.Count; other++)
        {
            if (other != node && _unsettled[other, key])
            {
                return true;
            }
        }

        return false;
    }

    private async Task HeartbeatAsync(int node)
    {
        try
        {
            await _nodes[node].BeatAsync();
        }
        catch (Exception e) when (e is IOException or TimeoutException)
        {
            // A cut link has no heartbeat; the next one tells.
        }
    }

    private void Track(string name, Task operation)
    {
        if (!operation.IsCompletedSuccessfully)
        {
            _ = EndAsync(_open.AddLast(name), operation);
        }
    }

    private async Task EndAsync(LinkedListNode<string> name, Task operation)
    {
        try
        {
            await operation;
        }
        catch (Exception e)
        {
            Law(false, e.ToString());
        }

        _open.Remove(name);
    }

    private void Drain()
    {
        for (var step = 0; OpenOperations > 0 || Links.Exists(static l => l.HasCall || l.HasRecord) || _loads.Count > 0; step++)
        {
            var moved = false;
            foreach (var link in Links)
            {
                if (link.HasCall)
                {
                    link.StepCall();
                    moved = true;
                }

                if (link.HasRecord)
                {
                    link.DeliverRecord();
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
            }

            if (step > 100_000)
            {
                Law(false, $"these do not end: {string.Join(", ", _open)}");
                return;
            }
        }
    }

    private async Task CheckTierAsync(int node, int key, CacheEntryOptions? options, string tier)
    {
        var pending = _nodes[node].Cache.TryGetAsync<string>($"k{key}", options).AsTask();
        while (!pending.IsCompleted)
        {
            Links[node].StepCall();
        }

        var found = await pending;
        Law(!found.IsFound || Parse(found.Value!) == _truth[key], $"the {tier} tier of node {node} holds {found.Value} for k{key}; the source holds {_truth[key]}");
    }

    private void Law(bool holds, string otherwise)
    {
        Checked++;
        if (!holds)
        {
            Violation ??= otherwise;
        }
    }

    private static int Parse(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
