using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Seckill.AspNetCore.Sessions;
using Seckill.Sales;

namespace Seckill.AspNetCore.Push;

/// <summary>One loop for all sockets: every half second it looks at each watched sale once, tells its watchers the news, and ends sockets whose token or session has ended.</summary>
internal sealed class StockTicker(
    WatchList watches,
    SocketDirectory sockets,
    SessionSockets sessions,
    ISaleBoard board,
    TimeProvider time,
    ILogger<StockTicker> logger) : BackgroundService
{
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                sockets.CloseExpired(time.GetUtcNow());
                await sessions.CloseEndedAsync(stoppingToken).ConfigureAwait(false);
                await LookAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var (id, watched) in watches.Sales)
        {
            try
            {
                if (await board.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } listing)
                {
                    watched.Tell(listing);
                }
            }
#pragma warning disable CA1031 // One sale that cannot be read must not end the loop for all; the next tick tries again.
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Log.StockPushFailed(logger, id.Value, exception);
            }
        }
    }
}
