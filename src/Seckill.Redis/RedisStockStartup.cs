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
        var inspection = await connection.OpenForInspectionAsync().ConfigureAwait(false);
        await using var _ = inspection.ConfigureAwait(false);
        foreach (var server in inspection.GetServers())
        {
            if (server.IsConnected && !server.IsReplica)
            {
                await CheckAsync(server).ConfigureAwait(false);
            }
        }
    }

    public async ValueTask CompactAsync(CancellationToken cancellationToken = default)
    {
        if (options.Value.CompactCommand is { } command)
        {
            var inspection = await connection.OpenForInspectionAsync().ConfigureAwait(false);
            await using var _ = inspection.ConfigureAwait(false);
            await inspection.GetDatabase().ExecuteAsync(command).ConfigureAwait(false);
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
