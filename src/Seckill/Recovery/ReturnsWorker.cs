using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Seckill.Ledger;
using Seckill.Sales;
using Seckill.Stock;
using Seckill.Telemetry;

namespace Seckill.Recovery;

/// <summary>Gives units that the ledger has let go back to the stock store, and forgets a return only when the store has answered.</summary>
internal sealed class ReturnsWorker(
    IOrderLedger ledger,
    IStockStore stock,
    SaleCatalog catalog,
    BucketLoader loader,
    ReturnsSignal signal,
    ILogger<ReturnsWorker> logger) : BackgroundService
{
    private const int PageSize = 128;
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await signal.WaitAsync(s_idle, stoppingToken).ConfigureAwait(false);
            foreach (var sale in catalog.All)
            {
                try
                {
                    await ReturnAsync(sale, stoppingToken).ConfigureAwait(false);
                }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    Log.ReturnsFailed(logger, sale.Sale.Id, e);
                }
            }
        }
    }

    private async Task ReturnAsync(SaleRuntime sale, CancellationToken cancellationToken)
    {
        while (await ledger.ListReturnsAsync(sale.Sale.Id, PageSize, cancellationToken).ConfigureAwait(false) is { Count: > 0 } page)
        {
            if (sale.Sale.Stage != SaleStage.Settled && !await ReleaseAsync(sale, page, cancellationToken).ConfigureAwait(false))
            {
                loader.Request(sale.Bucket);
                return;
            }

            await ledger.CompleteReturnsAsync([.. page.Select(r => r.Id)], cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> ReleaseAsync(SaleRuntime sale, IReadOnlyList<StockReturn> page, CancellationToken cancellationToken)
    {
        var bucket = sale.Bucket;
        var requests = page.Select(r => new ReleaseRequest(r.Id, r.Quantity, r.KeepLimit)).ToArray();
        var result = await stock.ReleaseAsync(bucket.Key, bucket.Epoch, requests, cancellationToken).ConfigureAwait(false);
        if (result.View is { } view)
        {
            bucket.Gate.Observe(view);
        }

        return result.Status == BucketStatus.Ok;
    }
}
