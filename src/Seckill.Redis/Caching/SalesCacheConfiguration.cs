using Microsoft.Extensions.Options;

namespace Seckill.Redis.Caching;

/// <summary>The suite's own cache lives on the server of the stock, by a connection of its own: a slow value holds up no purchase.</summary>
internal sealed class SalesCacheConfiguration(IOptions<RedisStockOptions> stock) : IConfigureNamedOptions<RedisCacheOptions>
{
    public void Configure(RedisCacheOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, RedisCacheOptions options)
    {
        if (name == SeckillBuilder.CacheName)
        {
            (options.Configuration, options.FlushCommand) = (stock.Value.Configuration, stock.Value.FlushCommand);
        }
    }
}
