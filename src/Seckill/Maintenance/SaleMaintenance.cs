using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Seckill.Buckets;
using Seckill.Ledger;
using Seckill.Recovery;
using Seckill.Sales;
using Seckill.Stock;
using Seckill.Telemetry;

namespace Seckill.Maintenance;

/// <summary>Keeps this node's picture of every sale young, heals what an interrupted operator left behind, and settles what is over.</summary>
internal sealed class SaleMaintenance(
    SaleCatalog catalog,
    ISaleDirectory directory,
    IStockBook book,
    IStockStore stock,
    StockAdjuster adjuster,
    BucketLoader loader,
    SaleSettler settler,
    TimeProvider time,
    IOptions<SeckillOptions> options,
    ILogger<SaleMaintenance> logger) : BackgroundService
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(250);

    private int _ticks;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_tick, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            var readDirectory = _ticks++ % 4 == 0;
            try
            {
                if (readDirectory)
                {
                    await ReadDirectoryAsync(stoppingToken).ConfigureAwait(false);
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.MaintenanceFailed(logger, "directory", e);
            }

            foreach (var sale in catalog.All.Where(s => s.Sale.Stage != SaleStage.Settled))
            {
                try
                {
                    await TendAsync(sale, readDirectory, stoppingToken).ConfigureAwait(false);
                }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    Log.MaintenanceFailed(logger, sale.Sale.Id.Value, e);
                }
            }
        }
    }

    private async Task ReadDirectoryAsync(CancellationToken cancellationToken)
    {
        var live = await directory.ListLiveAsync(cancellationToken).ConfigureAwait(false);
        foreach (var sale in live)
        {
            catalog.Put(sale);
        }

        // Another node may have settled what is missing.
        foreach (var sale in catalog.All.Select(s => s.Sale).ExceptBy(live.Select(s => s.Id), s => s.Id))
        {
            if (await directory.FindAsync(sale.Id, cancellationToken).ConfigureAwait(false) is { } found)
            {
                catalog.Put(found);
            }
        }
    }

    private async Task TendAsync(SaleRuntime sale, bool thoroughly, CancellationToken cancellationToken)
    {
        var bucket = sale.Bucket;
        var seen = bucket.Gate.Current?.View;
        var view = await stock.ReadAsync(bucket.Key, cancellationToken).ConfigureAwait(false);
        if (view is null or { State: BucketState.Loading } || view.Epoch != bucket.Epoch || sale.Sale.Epoch > view.Epoch)
        {
            loader.Request(bucket);
            return;
        }

        // A store that came back from an older copy is whole and of the right epoch, but has forgotten changes that this node has seen.
        if (seen is not null && seen.Epoch == view.Epoch && view.Revision < seen.Revision)
        {
            Log.StoreWentBack(logger, bucket.Key, seen.Revision, view.Revision);
            await loader.EnsureLoadedAsync(bucket, force: true, cancellationToken).ConfigureAwait(false);
            return;
        }

        bucket.Rate.Sample(view.Epoch, view.Ended);
        if (view.Settings.Version < sale.Sale.Version)
        {
            var settings = BucketSettingsFactory.Create(sale.Sale, options.Value.KeepStockFor, time.GetUtcNow());
            await stock.ConfigureAsync(bucket.Key, bucket.Epoch, settings, cancellationToken).ConfigureAwait(false);
        }

        // Another node's holders, or those of an answer that was never heard, are learnt only when refusals from memory matter.
        if (thoroughly && view.Available <= 0 && !bucket.Gate.Holders.Covers(view.Epoch, view.Sequence))
        {
            await loader.RefreshHoldersAsync(bucket, view, cancellationToken).ConfigureAwait(false);
        }

        bucket.Gate.Observe(view);
        if (thoroughly)
        {
            if (await book.FindOpenAdjustmentAsync(sale.Sale.Id, cancellationToken).ConfigureAwait(false) is { } open)
            {
                await adjuster.FinishAsync(sale, open, cancellationToken).ConfigureAwait(false);
            }

            await settler.SettleIfOverAsync(sale, view, cancellationToken).ConfigureAwait(false);
        }
    }
}
