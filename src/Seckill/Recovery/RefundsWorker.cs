using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Seckill.Events;
using Seckill.Ledger;
using Seckill.PurchaseSagas;
using Seckill.Telemetry;

namespace Seckill.Recovery;

/// <summary>
/// Announces the refunds that the ledger has recorded, and marks them only when the bus has taken the events: each at least once, always under
/// the same id. While certainly nobody listens they wait in the ledger.
/// </summary>
internal sealed class RefundsWorker(IRefundBook refunds, IEventBus bus, ILogger<RefundsWorker> logger) : BackgroundService
{
    private const int PageSize = 128;
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _wake = new(0);

    /// <summary>A refund was recorded.</summary>
    public void Wake()
    {
        // One wake-up is enough however many refunds wait.
        if (_wake.CurrentCount == 0)
        {
            _wake.Release();
        }
    }

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await AnnounceAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.RefundsNotAnnounced(logger, e);
            }

            await _wake.WaitAsync(s_idle, stoppingToken).ConfigureAwait(false);
        }
    }

    /// <summary>Announces what waits.</summary>
    internal async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        while (bus.HasSubscribers && await refunds.ListUnannouncedAsync(PageSize, cancellationToken).ConfigureAwait(false) is { Count: > 0 } page)
        {
            await bus.PublishAsync(page.Select(PurchaseMessages.Refund).ToArray(), cancellationToken).ConfigureAwait(false);
            await refunds.MarkAnnouncedAsync(page, cancellationToken).ConfigureAwait(false);
        }
    }
}
