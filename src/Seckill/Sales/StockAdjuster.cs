using Seckill.Ledger;
using Seckill.Recovery;
using Seckill.Stock;

namespace Seckill.Sales;

/// <summary>
/// Changes a sale's stock. Up: ledger first, then the stock store. Down: the stock store takes from what is available, then the ledger, so
/// that nobody in line loses. One at a time for each sale; an interrupted one is finished by the next, by its number.
/// </summary>
internal sealed class StockAdjuster(IStockBook book, IStockStore stock, SaleCatalog catalog, BucketLoader loader)
{
    private const int Attempts = 5;

    public async ValueTask<SaleResult> AdjustAsync(SaleRuntime sale, string id, long delta, string reason, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var opened = await book.OpenAdjustmentAsync(sale.Sale.Id, id, delta, reason, cancellationToken).ConfigureAwait(false);
            switch (opened)
            {
                case { Outcome: LedgerOutcome.VersionConflict, Adjustment: { } other } when attempt < Attempts:
                    await FinishAsync(sale, other, cancellationToken).ConfigureAwait(false);
                    continue;
                case { Outcome: LedgerOutcome.Ok, Adjustment: { } adjustment }:
                    return ToResult(adjustment.Status == AdjustmentStatus.Open
                        ? await FinishAsync(sale, adjustment, cancellationToken).ConfigureAwait(false)
                        : opened);
                default:
                    return new SaleResult(opened.Outcome, opened.Sale);
            }
        }
    }

    /// <summary>Takes an open adjustment through the stock store to its end in the ledger.</summary>
    public async ValueTask<AdjustmentResult> FinishAsync(SaleRuntime sale, StockAdjustment adjustment, CancellationToken cancellationToken)
    {
        var bucket = sale.Bucket;
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var result = await stock.AdjustAsync(bucket.Key, bucket.Epoch, adjustment.Sequence, adjustment.Delta, cancellationToken).ConfigureAwait(false);
            if (result.Status == BucketStatus.Ok && result.Outcome != AdjustOutcome.OutOfOrder)
            {
                bucket.Gate.Observe(result.View!);
                var applied = result.Outcome != AdjustOutcome.NotEnough;
                var ended = await book.EndAdjustmentAsync(sale.Sale.Id, adjustment.Id, applied, cancellationToken).ConfigureAwait(false);
                if (ended.Sale is not null)
                {
                    catalog.Put(ended.Sale);
                }

                if (applied && ended.Adjustment is { Status: AdjustmentStatus.Refused })
                {
                    // The store has let go of units that the ledger keeps: only a load makes them one again.
                    await loader.EnsureLoadedAsync(bucket, force: true, cancellationToken).ConfigureAwait(false);
                }

                return ended;
            }

            // A load ends an open adjustment in the ledger; a bucket that has lost count of them is loaded anew.
            await loader.EnsureLoadedAsync(bucket, force: result.Outcome == AdjustOutcome.OutOfOrder, cancellationToken).ConfigureAwait(false);
        }

        throw new InvalidOperationException($"Stock adjustment {adjustment.Id} of sale {sale.Sale.Id} could not be brought to the stock store; it stays open and is finished by the next one.");
    }

    private static SaleResult ToResult(AdjustmentResult result) => new(
        result switch
        {
            { Outcome: not LedgerOutcome.Ok } => result.Outcome,
            { Adjustment.Status: AdjustmentStatus.Refused } => LedgerOutcome.StockCommitted,
            _ => LedgerOutcome.Ok,
        },
        result.Sale);
}
