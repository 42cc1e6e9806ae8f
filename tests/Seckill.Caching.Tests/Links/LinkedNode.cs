using Microsoft.Extensions.DependencyInjection;
using Seckill.Caching.Tests.Servers;
using Seckill.Redis.Caching;
using Seckill.Testing.Faults;

namespace Seckill.Caching.Tests.Links;

/// <summary>A node whose link to a real server goes through a proxy of its own.</summary>
internal sealed class LinkedNode : IAsyncDisposable
{
    private LinkedNode(TcpFaultProxy proxy, SeckillCache cache) => (Proxy, Cache) = (proxy, cache);

    public TcpFaultProxy Proxy { get; }

    public SeckillCache Cache { get; }

    /// <summary>When the link last came back, as a timestamp; 0 while it never broke.</summary>
    public long RestoredAt { get; private set; }

    public static async Task<LinkedNode> StartAsync(CacheServer server, string prefix)
    {
        // What follows the address, such as a password, is the same behind the proxy.
        var settings = server.Configuration.Split(',', 2);
        var proxy = TcpFaultProxy.Start(settings[0]);
        var services = server.Connect(prefix, string.Join(',', [proxy.Address, .. settings[1..]]));
        var node = new LinkedNode(proxy, services.GetRequiredService<SeckillCache>());
        await node.Cache.StartAsync();
        var link = await services.GetRequiredKeyedService<RedisCacheConnection>("").OpenAsync();
        link.Multiplexer.ConnectionRestored += (_, _) => node.RestoredAt = TimeProvider.System.GetTimestamp();
        return node;
    }

    public ValueTask DisposeAsync() => Proxy.DisposeAsync();
}
