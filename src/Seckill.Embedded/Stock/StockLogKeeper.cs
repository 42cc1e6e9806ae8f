using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Seckill.Stock;

namespace Seckill.Embedded.Stock;

/// <summary>Keeps the stock engine's log short in a process that runs for weeks: when it has become long, and nobody buys.</summary>
internal sealed class StockLogKeeper(
    GarnetHost host,
    IStockStoreStartup stock,
    IOptions<EmbeddedOptions> options,
    TimeProvider time,
    ILogger<StockLogKeeper> logger) : BackgroundService
{
    private const long Megabyte = 1024 * 1024;
    private const int LimitsWithoutQuiet = 16;

    // A few hundred purchases a second.
    private const long MostInQuiet = Megabyte;
    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(5);

    private long _before;

    /// <summary>Bytes of the log on the disk.</summary>
    public long Size => new DirectoryInfo(host.LogDirectory).EnumerateFiles().Sum(static file => file.Length);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_tick, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await LookAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.LogNotCut(logger, host.LogDirectory, _before / Megabyte, e);
            }
        }
    }

    /// <summary>One look; its growth since the last one tells whether it is quiet. True when the log was cut.</summary>
    internal async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        var size = Size;
        var grown = size - _before;
        _before = size;
        var limit = options.Value.StockLogMegabytes * Megabyte;
        if (size < limit || (grown > MostInQuiet && size < limit * LimitsWithoutQuiet))
        {
            return false;
        }

        var started = time.GetTimestamp();
        await stock.CompactAsync(cancellationToken).ConfigureAwait(false);
        _before = Size;
        Log.LogCut(logger, host.LogDirectory, size / Megabyte, _before / Megabyte, time.GetElapsedTime(started).TotalMilliseconds);
        return true;
    }
}
