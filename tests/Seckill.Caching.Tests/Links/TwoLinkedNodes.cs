using Seckill.Caching.Tests.Servers;

namespace Seckill.Caching.Tests.Links;

/// <summary>Two nodes on a real server, each behind a proxy of its own, with twenty keys that both have at hand.</summary>
internal sealed class TwoLinkedNodes : IAsyncDisposable
{
    private static readonly string[] s_keys = [.. Enumerable.Range(0, 20).Select(static i => $"k{i}")];

    private TwoLinkedNodes(LinkedNode a, LinkedNode b) => (A, B) = (a, b);

    public LinkedNode A { get; }

    public LinkedNode B { get; }

    /// <summary>What the source holds under each key.</summary>
    public string Truth { get; private set; } = "old";

    /// <summary>When it last changed, as a timestamp.</summary>
    public long ChangedAt { get; private set; }

    public static async Task<TwoLinkedNodes> StartAsync(CacheServer server)
    {
        var prefix = CacheServer.NewPrefix();
        var nodes = new TwoLinkedNodes(await LinkedNode.StartAsync(server, prefix), await LinkedNode.StartAsync(server, prefix));
        Assert.Equal(s_keys.Length, await nodes.CountAsync(nodes.A, "old"));
        Assert.Equal(s_keys.Length, await nodes.CountAsync(nodes.B, "old"));
        return nodes;
    }

    /// <summary>Changes all twenty on a node.</summary>
    public async Task<WriteOutcome[]> ChangeAsync(LinkedNode node, string value)
    {
        (Truth, ChangedAt) = (value, TimeProvider.System.GetTimestamp());
        return await Task.WhenAll(s_keys.Select(key => node.Cache.SetAsync(key, value, null, 0).AsTask()));
    }

    /// <summary>Reads all twenty over and over until they are what the source holds.</summary>
    /// <returns>The time at which the last of them was, as a timestamp.</returns>
    public async Task<long> WhenRightAsync(LinkedNode node, double seconds = 10)
    {
        await Eventually.IsTrueAsync(async () => await CountAsync(node, Truth) == s_keys.Length, seconds);
        return TimeProvider.System.GetTimestamp();
    }

    public async ValueTask DisposeAsync()
    {
        await A.DisposeAsync();
        await B.DisposeAsync();
    }

    private async ValueTask<int> CountAsync(LinkedNode node, string value)
    {
        var found = await Task.WhenAll(s_keys.Select(key => node.Cache.GetOrCreateAsync<TwoLinkedNodes, string>(
            key, this, static (nodes, _, _) => new ValueTask<string>(nodes.Truth)).AsTask()));
        return found.Count(f => f == value);
    }
}
