using Microsoft.Extensions.Options;
using Seckill.Redis;

namespace Seckill.Embedded.Stock;

/// <summary>Points the stock store at the server in this process, which is started by being asked for.</summary>
internal sealed class EmbeddedStockConfiguration(GarnetHost host) : IConfigureOptions<RedisStockOptions>
{
    public void Configure(RedisStockOptions options)
    {
        options.Configuration = host.Configuration;
        options.ConfigureClient = host.Shorten;
        options.FlushCommand = "COMMITAOF";
        options.RebuildAtStart = true;
        options.CompactCommand = "SAVE";
    }
}
