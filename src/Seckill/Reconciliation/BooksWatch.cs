using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Seckill.Ids;
using Seckill.Sales;
using Seckill.Telemetry;

namespace Seckill.Reconciliation;

/// <summary>Reads every live sale's books now and then, so that a difference has an age when somebody looks, and tells when one comes and goes.</summary>
internal sealed class BooksWatch(SaleCatalog catalog, BooksReader books, TimeProvider time, ILogger<BooksWatch> logger) : BackgroundService
{
    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(2);

    private readonly HashSet<SaleId> _red = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_tick, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            await LookAsync(stoppingToken).ConfigureAwait(false);
        }
    }

    /// <summary>One round over all sales.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var sale in catalog.All.Where(s => s.Sale.Stage != SaleStage.Settled))
        {
            try
            {
                Tell(sale.Sale.Id, await books.ReadAsync(sale.Sale, cancellationToken).ConfigureAwait(false));
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                Log.BooksUnread(logger, sale.Sale.Id, e);
            }
        }
    }

    private void Tell(SaleId sale, Books read)
    {
        if (read.Balanced)
        {
            if (_red.Remove(sale))
            {
                Log.BooksBalanced(logger, sale);
            }
        }
        else if (_red.Add(sale))
        {
            Log.BooksOff(logger, sale, string.Join(", ", read.Differences.Select(d => $"{d.Units} {d.Cause}")));
        }
    }
}
