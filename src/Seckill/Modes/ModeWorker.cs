using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Seckill.Ids;
using Seckill.Sales;
using Seckill.Telemetry;

namespace Seckill.Modes;

/// <summary>
/// Looks at every adaptive sale four times a second and changes it over when its controller says so. Each node decides for its own callers: a
/// purchase comes to the same order on either way, so nodes need not agree, and a change touches nobody who is on the way already.
/// </summary>
internal sealed class ModeWorker(
    SaleCatalog catalog,
    LedgerPace pace,
    TimeProvider time,
    SeckillMetrics metrics,
    IOptions<SeckillOptions> options,
    ILogger<ModeWorker> logger) : BackgroundService
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(250);

    private readonly Dictionary<SaleId, (ModeController Controller, SaleLoad Load)> _adaptive = [];
    private readonly ModeLimits _limits = new(options.Value.QueueFrom, options.Value.CalmBelow, options.Value.CalmFor);
    private readonly long _start = time.GetTimestamp();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_tick, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            var latency = pace.Take();
            foreach (var sale in catalog.All)
            {
                Tend(sale, latency);
            }
        }
    }

    /// <summary>One look at one sale.</summary>
    internal void Tend(SaleRuntime sale, TimeSpan ledgerLatency)
    {
        var id = sale.Sale.Id;
        if (sale.Sale is not { Mode: SaleMode.Adaptive, Stage: not SaleStage.Settled })
        {
            _adaptive.Remove(id);
            return;
        }

        var now = time.GetElapsedTime(_start);
        if (!_adaptive.TryGetValue(id, out var known))
        {
            known = (new ModeController(_limits), new SaleLoad());
            known.Controller.Begin(sale.Bucket.IsQueued, now);
            _adaptive.Add(id, known);
        }

        if (known.Load.Look(sale.Bucket, ledgerLatency, now) is not { } inputs)
        {
            return;
        }

        if (known.Controller.Step(inputs))
        {
            var mode = known.Controller.IsQueued ? SaleMode.Queued : SaleMode.Atomic;
            metrics.ModeSwitched(known.Controller.IsQueued);
            Log.ModeSwitched(logger, id, mode, inputs.Lag.TotalMilliseconds, inputs.Backlog, inputs.Arrivals, inputs.Ended);
        }

        sale.Adapt(known.Controller.IsQueued);
    }
}
