using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Seckill.Ledger;
using Seckill.Purchasing;
using Seckill.Recovery;
using Seckill.Telemetry;

namespace Seckill.Timeouts;

/// <summary>Cancels orders that stayed unpaid past their time, found from the order table itself. The ledger's compare-and-set decides against a payment.</summary>
internal sealed class PaymentTimeouts(
    IOrderLedger ledger,
    ReturnsSignal returns,
    PurchaseNotifier notifier,
    TimeProvider time,
    IOptions<SeckillOptions> options,
    ILogger<PaymentTimeouts> logger) : BackgroundService
{
    private const int PageSize = 512;
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_tick, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                while (await CancelOverdueAsync(stoppingToken).ConfigureAwait(false) == PageSize)
                {
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.TimeoutsFailed(logger, e);
            }
        }
    }

    /// <summary>Ends one page of overdue orders.</summary>
    /// <returns>How many were overdue.</returns>
    internal async Task<int> CancelOverdueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var overdue = await ledger.ListOverdueAsync(now, PageSize, cancellationToken).ConfigureAwait(false);
        if (overdue.Count == 0)
        {
            return 0;
        }

        var requests = overdue.Select(o => new CancelRequest(
            new OrderDraft(o.Id, o.Buyer, o.Quantity, o.UnitPrice.Amount, o.PerBuyerLimit),
            EndReason.PaymentTimeout,
            KeepLimit: !options.Value.ReleaseLimitOnTimeout,
            OnlyIfOverdueAt: now));
        var results = await ledger.CancelAsync([.. requests], cancellationToken).ConfigureAwait(false);
        returns.Set();
        foreach (var result in results.Where(r => r.Changed))
        {
            notifier.Changed(result.Order!);
        }

        return overdue.Count;
    }
}
