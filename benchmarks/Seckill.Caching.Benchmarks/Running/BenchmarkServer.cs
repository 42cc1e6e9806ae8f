using Seckill.Testing.Servers;
using StackExchange.Redis;

namespace Seckill.Caching.Benchmarks.Running;

/// <summary>A Redis of the benchmark's own, and connections to it as separate processes would have them.</summary>
internal sealed class BenchmarkServer : IAsyncDisposable
{
    private readonly RedisServer _server;
    private readonly List<IConnectionMultiplexer> _links = [];

    private BenchmarkServer(RedisServer server) => _server = server;

    public string Configuration => _server.Configuration;

    public static async Task<BenchmarkServer> StartAsync() => new(await RedisServer.StartAsync("--save", "", "--appendonly", "no"));

    /// <summary>A prefix that no other table of this run uses.</summary>
    public static string NewPrefix() => "b" + Guid.NewGuid().ToString("N")[..10];

    public async Task<IConnectionMultiplexer> ConnectAsync()
    {
        var link = await ConnectionMultiplexer.ConnectAsync(Configuration);
        _links.Add(link);
        return link;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var link in _links)
        {
            await link.DisposeAsync();
        }

        await _server.DisposeAsync();
    }
}
