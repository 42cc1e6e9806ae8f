using Seckill.Testing.Servers;

namespace Seckill.Caching.Tests.Servers;

public sealed class RedisCacheServer : CacheServer
{
    private RedisServer? _server;

    public override string Configuration => _server!.Configuration;

    protected override async ValueTask StartAsync() => _server = await RedisServer.StartAsync();

    protected override ValueTask StopAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
