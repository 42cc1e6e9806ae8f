using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Seckill.Stock;
using StackExchange.Redis;

namespace Seckill.Redis;

internal sealed class RedisStockStartup(RedisConnection connection, IOptions<RedisStockOptions> options, ILogger<RedisStockStartup> logger) : IStockStoreStartup
{
    public bool RebuildAtStart => options.Value.RebuildAtStart;

    public async ValueTask CheckAsync(CancellationToken cancellationToken = default)
    {
        foreach (var server in await connection.GetServersAsync().ConfigureAwait(false))
        {
            if (server.IsConnected && !server.IsReplica)
            {
                await CheckAsync(server).ConfigureAwait(false);
            }
        }
    }

    private async Task CheckAsync(IServer server)
    {
        var policy = await ReadAsync(server, "maxmemory-policy").ConfigureAwait(false);
        if (policy is not (null or "noeviction"))
        {
            throw new InvalidOperationException(
                $"Redis at {server.EndPoint} has maxmemory-policy \"{policy}\", which may evict stock in mid-sale. Set it to \"noeviction\".");
        }

        if (await ReadAsync(server, "appendonly").ConfigureAwait(false) == "no")
        {
            if (!options.Value.AllowNoPersistence)
            {
                throw new InvalidOperationException(
                    $"Redis at {server.EndPoint} has appendonly \"no\": a restart loses tickets. Set it to \"yes\", or allow it with RedisStockOptions.AllowNoPersistence.");
            }

            Log.NoPersistence(logger, server.EndPoint);
        }
    }

    private async Task<string?> ReadAsync(IServer server, string key)
    {
        try
        {
            // Sent as it is: the typed call would ask for a connection that may do anything.
            var reply = (RedisResult[]?)await server.ExecuteAsync("CONFIG", "GET", key).ConfigureAwait(false);
            return reply is { Length: 2 } ? (string?)reply[1] : null;
        }
        catch (RedisServerException e)
        {
            // Managed servers often forbid CONFIG; the operator is told instead of being locked out.
            Log.ConfigForbidden(logger, server.EndPoint, key, e.Message);
            return null;
        }
    }
}
