using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Seckill.Ledger;
using Seckill.Sales;
using Seckill.Stock;
using Seckill.Telemetry;
using Seckill.SaleReads;

namespace Seckill.Maintenance;

/// <summary>Moves a sale that is over through closed to settled once every order is terminal, and deletes its stock keys.</summary>
internal sealed class SaleSettler(
    SaleCatalog catalog,
    ISaleDirectory directory,
    IStockStore stock,
    SaleSheets sheets,
    TimeProvider time,
    IOptions<SeckillOptions> options,
    ILogger<SaleSettler> logger)
{
    public async Task SettleIfOverAsync(SaleRuntime runtime, BucketView view, CancellationToken cancellationToken)
    {
        var sale = runtime.Sale;
        var status = sale.StatusAt(view.ServerTime);
        if (status is not (SaleStatus.Ended or SaleStatus.Closed)
            || !runtime.IsOverFor(options.Value.SettleAfter, time)
            || view.Reserved > 0
            || runtime.Bucket.Waiting > 0
            || !runtime.Bucket.Unresolved.IsEmpty)
        {
            return;
        }

        // Shut for good first: nothing can be reserved between the look and the move.
        if (view.State != BucketState.Closed)
        {
            var closed = await directory.MoveAsync(sale.Id, [SaleStage.Published, SaleStage.Paused], SaleStage.Closed, cancellationToken).ConfigureAwait(false);
            if (closed.Sale is not null)
            {
                catalog.Put(closed.Sale);
                await sheets.ChangedAsync(closed.Sale, cancellationToken).ConfigureAwait(false);
                await stock.CloseAsync(runtime.Bucket.Key, runtime.Bucket.Epoch, cancellationToken).ConfigureAwait(false);
            }

            return;
        }

        if (await directory.IsQuietAsync(sale.Id, cancellationToken).ConfigureAwait(false))
        {
            // The keys first: after a kill in between, the sale is still closed and its stock is only loaded once more.
            await stock.DeleteAsync(runtime.Bucket.Key, cancellationToken).ConfigureAwait(false);
            var settled = await directory.MoveAsync(sale.Id, [SaleStage.Closed], SaleStage.Settled, cancellationToken).ConfigureAwait(false);
            if (settled is { Outcome: LedgerOutcome.Ok, Sale: not null })
            {
                catalog.Put(settled.Sale);
                await sheets.ChangedAsync(settled.Sale, cancellationToken).ConfigureAwait(false);
                // A purchase that met the missing keys may have had them loaded again before the move; now nobody loads them any more.
                await stock.DeleteAsync(runtime.Bucket.Key, cancellationToken).ConfigureAwait(false);
                Log.Settled(logger, sale.Id);
            }
        }
    }
}
