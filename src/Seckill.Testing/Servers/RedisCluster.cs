using System.Globalization;

namespace Seckill.Testing.Servers;

/// <summary>
/// A real Redis Cluster of three primaries for tests: connection string in <c>SECKILL_TEST_REDIS_CLUSTER</c>, else three native <c>redis-server</c>
/// processes on free loopback ports. Disposing stops exactly what was started.
/// </summary>
public sealed class RedisCluster : IAsyncDisposable
{
    private const int Slots = 16384;

    private readonly IReadOnlyList<RedisProcess> _nodes;

    private RedisCluster(string configuration, IReadOnlyList<RedisProcess> nodes) => (Configuration, _nodes) = (configuration, nodes);

    /// <summary>The connection string in StackExchange.Redis form.</summary>
    public string Configuration { get; }

    /// <summary>Finds or starts a cluster.</summary>
    /// <exception cref="ServerUnavailableException">There is none; the message says what was tried.</exception>
    public static async Task<RedisCluster> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("SECKILL_TEST_REDIS_CLUSTER") is { Length: > 0 } given)
        {
            return new RedisCluster(given, []);
        }

        var binary = ServerBinaries.Find("redis-server")
            ?? throw new ServerUnavailableException("No Redis Cluster: SECKILL_TEST_REDIS_CLUSTER is not set, and redis-server is not on the PATH.");
        var nodes = new List<(RedisProcess Process, int BusPort)>();
        for (var i = 0; i < 3; i++)
        {
            var busPort = LoopbackPorts.FindFree();
            var process = await RedisProcess.StartAsync(
                binary, ["--cluster-enabled", "yes", "--cluster-node-timeout", "2000", "--cluster-port", Text(busPort)]).ConfigureAwait(false);
            nodes.Add((process, busPort));
        }

        var cluster = new RedisCluster(string.Join(',', nodes.Select(n => $"127.0.0.1:{n.Process.Port}")), [.. nodes.Select(n => n.Process)]);
        for (var i = 0; i < nodes.Count; i++)
        {
            await nodes[i].Process.CommandAsync($"CLUSTER ADDSLOTSRANGE {Slots * i / 3} {(Slots * (i + 1) / 3) - 1}").ConfigureAwait(false);
            await nodes[0].Process.CommandAsync($"CLUSTER MEET 127.0.0.1 {nodes[i].Process.Port} {nodes[i].BusPort}").ConfigureAwait(false);
        }

        await cluster.WaitUntilWholeAsync().ConfigureAwait(false);
        return cluster;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task WaitUntilWholeAsync()
    {
        var started = TimeProvider.System.GetTimestamp();
        foreach (var node in _nodes)
        {
            while (await node.CommandAsync("CLUSTER INFO").ConfigureAwait(false) is var info
                && !(info.Contains("cluster_state:ok", StringComparison.Ordinal) && info.Contains("cluster_known_nodes:3", StringComparison.Ordinal)))
            {
                if (TimeProvider.System.GetElapsedTime(started) > TimeSpan.FromSeconds(20))
                {
                    throw new ServerUnavailableException("The Redis Cluster was not whole within 20 s.");
                }

                await Task.Delay(50).ConfigureAwait(false);
            }
        }
    }
}
