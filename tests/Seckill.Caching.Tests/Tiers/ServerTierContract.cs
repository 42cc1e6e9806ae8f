using Microsoft.Extensions.DependencyInjection;
using Seckill.Caching.Tests.Servers;
using Seckill.Testing.Caching;

namespace Seckill.Caching.Tests.Tiers;

/// <summary>The contract on a real server.</summary>
public abstract class ServerTierContract(CacheServer server) : DistributedCacheTierContract
{
    private readonly string _prefix = CacheServer.NewPrefix();

    protected override ValueTask<(IDistributedCacheTier Tier, ICacheLog Log)> ConnectAsync()
    {
        var node = server.Connect(_prefix);
        return new((node.GetRequiredKeyedService<IDistributedCacheTier>(""), node.GetRequiredKeyedService<ICacheLog>("")));
    }
}
