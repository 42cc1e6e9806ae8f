using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Seckill.AspNetCore.Tests.Fakes;
using Seckill.Caching;
using Seckill.Sessions;
using Seckill.Testing.Caching;

namespace Seckill.AspNetCore.Tests.Sessions;

/// <summary>A shared tier in memory and in virtual time, and hosts on it, each with its own link and its own copies.</summary>
internal sealed class SharedSessions
{
    private readonly HostClock _clock = new();
    private readonly InMemoryCacheServer _server;

    public SharedSessions() => _server = new InMemoryCacheServer(_clock);

    /// <summary>Starts a host whose link the test holds.</summary>
    public async Task<(TestHost Host, InMemoryCacheNode Link)> StartAsync(Dictionary<string, string?>? settings = null)
    {
        var link = _server.Connect();
        var host = await TestHost.StartAsync(settings: settings, clock: _clock, services: services => Add(services, link));
        return (host, link);
    }

    public async Task<TestHost> StartOneAsync(Dictionary<string, string?>? settings = null) => (await StartAsync(settings)).Host;

    /// <summary>Starts a host that shares nothing.</summary>
    public static Task<TestHost> StartAloneAsync() => TestHost.StartAsync(services: Add);

    private static void Add(IServiceCollection services, InMemoryCacheNode link)
    {
        services.AddKeyedSingleton<IDistributedCacheTier>(SeckillBuilder.CacheName, link);
        services.AddKeyedSingleton<ICacheLog>(SeckillBuilder.CacheName, link);
        Add(services);
    }

    private static void Add(IServiceCollection services)
    {
        services.AddKeyedSeckillCaching(SeckillBuilder.CacheName);
        services.Replace(ServiceDescriptor.Singleton<IOperatorSessions, OperatorSessions>());
    }
}
