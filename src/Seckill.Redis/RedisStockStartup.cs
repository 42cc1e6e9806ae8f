using Microsoft.Extensions.Options;
using Seckill.Stock;

namespace Seckill.Redis;

internal sealed class RedisStockStartup(RedisConnection connection, IOptions<RedisStockOptions> options) : IStockStoreStartup
{
    // A copy of everything that the server holds takes its time.
    private static readonly TimeSpan s_compaction = TimeSpan.FromMinutes(5);

    public bool RebuildAtStart => options.Value.RebuildAtStart;

    public async ValueTask CheckAsync(CancellationToken cancellationToken = default) => await connection.CheckAsync().WaitAsync(cancellationToken).ConfigureAwait(false);

    public async ValueTask CompactAsync(CancellationToken cancellationToken = default)
    {
        if (options.Value.CompactCommand is { } command)
        {
            var inspection = await connection.OpenForInspectionAsync(s_compaction).ConfigureAwait(false);
            await using var _ = inspection.ConfigureAwait(false);
            await inspection.GetDatabase().ExecuteAsync(command).ConfigureAwait(false);
            if (options.Value.FlushCommand is { } flush)
            {
                // What the log does not need any more goes with its next commit.
                await inspection.GetDatabase().ExecuteAsync(flush).ConfigureAwait(false);
            }
        }
    }
}
