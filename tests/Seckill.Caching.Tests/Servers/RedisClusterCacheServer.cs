using Seckill.Testing.Servers;

namespace Seckill.Caching.Tests.Servers;

public sealed class RedisClusterCacheServer : CacheServer
{
    private RedisCluster? _cluster;

    public override string Configuration => _cluster!.Configuration;

    protected override async ValueTask StartAsync() => _cluster = await RedisCluster.StartAsync();

    protected override ValueTask StopAsync() => _cluster?.DisposeAsync() ?? ValueTask.CompletedTask;
}
