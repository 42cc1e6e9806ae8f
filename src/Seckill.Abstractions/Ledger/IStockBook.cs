using Seckill.Ids;
using Seckill.Sales;
using Seckill.Stock;

namespace Seckill.Ledger;

/// <summary>The ledger's part in changing and rebuilding stock.</summary>
public interface IStockBook
{
    /// <summary>
    /// Records an adjustment as open and gives it the sale's next number. A positive one is added to the total, and to what is allotted
    /// from the product's inventory, in the same transaction; when that is counted and has too few, it is
    /// <see cref="LedgerOutcome.InventoryShort"/> and nothing is recorded. A repeated id returns what was recorded, one that was
    /// refused as <see cref="LedgerOutcome.StockCommitted"/>; with another delta it is <see cref="LedgerOutcome.IdConflict"/>. While one is open no other can be opened: that one is returned with
    /// <see cref="LedgerOutcome.VersionConflict"/> and must be ended first. Drafts, closed and settled sales: <see cref="LedgerOutcome.InvalidTransition"/>.
    /// </summary>
    ValueTask<AdjustmentResult> OpenAdjustmentAsync(SaleId sale, string id, long delta, string reason, CancellationToken cancellationToken = default);

    /// <summary>
    /// Ends an open adjustment. A negative one is taken from the total, and from what is allotted, if the total stays at or above what
    /// is committed; otherwise it is refused: <see cref="LedgerOutcome.StockCommitted"/>. With <paramref name="applied"/> false a
    /// negative one is refused; a positive one is applied in any case. Its number is used up either way. Repeating it gives the same.
    /// </summary>
    ValueTask<AdjustmentResult> EndAdjustmentAsync(SaleId sale, string id, bool applied, CancellationToken cancellationToken = default);

    /// <summary>The open adjustment of a sale; null when there is none.</summary>
    ValueTask<StockAdjustment?> FindOpenAdjustmentAsync(SaleId sale, CancellationToken cancellationToken = default);

    /// <summary>Reads the sale, its stock returns and its open adjustment, all of one moment; null when there is no such sale.</summary>
    /// <param name="sale">The sale.</param>
    /// <param name="mostReturns">Stock returns named at the most, 1 or more; their units are summed up over all.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    ValueTask<StockBooks?> ReadAsync(SaleId sale, int mostReturns, CancellationToken cancellationToken = default);

    /// <summary>
    /// Raises the sale's epoch and reads, in the same transaction, what a load needs: the sale, its live orders, and units that count
    /// against limits without a live order. An open adjustment is ended in the same transaction, as if the stock store had agreed.
    /// </summary>
    ValueTask<StockSnapshot?> BeginRebuildAsync(SaleId sale, CancellationToken cancellationToken = default);
}
