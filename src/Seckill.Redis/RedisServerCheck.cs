using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Seckill.Redis;

/// <summary>Finds out whether a server could lose stock silently.</summary>
internal sealed class RedisServerCheck(IOptions<RedisStockOptions> options, ILogger<RedisServerCheck> logger)
{
    /// <summary>Checks every primary that can be reached.</summary>
    /// <returns>False when none could be, so that nothing is known.</returns>
    /// <exception cref="InvalidOperationException">One of them could; the message says what to change.</exception>
    public async Task<bool> CheckAsync(IConnectionMultiplexer inspection)
    {
        var any = false;
        foreach (var server in inspection.GetServers())
        {
            if (server.IsConnected && !server.IsReplica)
            {
                await CheckAsync(server).ConfigureAwait(false);
                any = true;
            }
        }

        return any;
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
            var pairs = await server.ConfigGetAsync(key).ConfigureAwait(false);
            return pairs.Length == 0 ? null : pairs[0].Value;
        }
        catch (RedisServerException e)
        {
            // Managed servers often forbid CONFIG; the operator is told instead of being locked out.
            Log.ConfigForbidden(logger, server.EndPoint, key, e.Message);
            return null;
        }
    }
}
