using Microsoft.Extensions.DependencyInjection;
using Seckill.Redis.Caching;

namespace Seckill.Caching.Tests.Servers;

/// <summary>A real server under a cache, and nodes on it.</summary>
public abstract class CacheServer : IAsyncLifetime
{
    private readonly List<ServiceProvider> _nodes = [];

    public abstract string Configuration { get; }

    /// <summary>A prefix that no other test uses.</summary>
    public static string NewPrefix() => "t" + Guid.NewGuid().ToString("N")[..12];

    /// <summary>A node's services: a connection of its own, a cache of its own.</summary>
    internal IServiceProvider Connect(
        string prefix, string? configuration = null, Action<SeckillCachingOptions>? configure = null, Func<string, string, string>? rewrite = null)
    {
        var services = new ServiceCollection();
        if (rewrite is not null)
        {
            services.AddSingleton(new CacheScripts(rewrite));
        }

        services.AddSeckillCaching(configure).UseRedis(o => (o.Configuration, o.KeyPrefix) = (configuration ?? Configuration, prefix));
        var node = services.BuildServiceProvider();
        _nodes.Add(node);
        return node;
    }

    public async ValueTask InitializeAsync() => await StartAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await StopAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract ValueTask StartAsync();

    protected abstract ValueTask StopAsync();
}
