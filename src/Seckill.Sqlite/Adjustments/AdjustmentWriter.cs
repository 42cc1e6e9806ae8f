using Seckill.Ledger;
using Seckill.Sales;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Inventories;
using Seckill.Sqlite.Sales;

namespace Seckill.Sqlite.Adjustments;

/// <summary>Opens and ends stock adjustments.</summary>
internal sealed class AdjustmentWriter(StatementSource source, SaleRows sales, InventoryRows inventory, AdjustmentRows rows)
{
    private readonly Statement _addToTotal = source.Prepare(SaleSql.AddToTotal);
    private readonly Statement _takeFromTotal = source.Prepare(SaleSql.TakeFromTotal);

    public AdjustmentResult Open(uint ordinal, string id, long delta, string reason)
    {
        if (sales.Find(ordinal) is not { } sale)
        {
            return new AdjustmentResult(LedgerOutcome.NotFound, null, null);
        }

        if (rows.Find(ordinal, id) is { } known)
        {
            return new AdjustmentResult(known.Delta == delta ? OutcomeOf(known) : LedgerOutcome.IdConflict, known, sale);
        }

        if (sale.Stage is not (SaleStage.Published or SaleStage.Paused))
        {
            return new AdjustmentResult(LedgerOutcome.InvalidTransition, null, sale);
        }

        if (rows.FindOpen(ordinal) is { } open)
        {
            return new AdjustmentResult(LedgerOutcome.VersionConflict, open, sale);
        }

        return OpenNew(sale, new StockAdjustment(sale.Id, id, sale.AdjustmentSequence + 1, delta, reason, AdjustmentStatus.Open));
    }

    public AdjustmentResult End(uint ordinal, string id, bool applied)
    {
        if (sales.Find(ordinal) is not { } sale)
        {
            return new AdjustmentResult(LedgerOutcome.NotFound, null, null);
        }

        if (rows.Find(ordinal, id) is not { } adjustment)
        {
            return new AdjustmentResult(LedgerOutcome.NotFound, null, sale);
        }

        if (adjustment.Status is AdjustmentStatus.Open)
        {
            adjustment = EndOpen(sale, adjustment, applied);
        }

        return new AdjustmentResult(OutcomeOf(adjustment), adjustment, sales.Find(ordinal));
    }

    /// <summary>Ends an open one. A positive one is in the total already and can only be applied.</summary>
    public StockAdjustment EndOpen(Sale sale, StockAdjustment open, bool applied)
    {
        var done = open.Delta > 0 || (applied && TryTakeOut(sale, -open.Delta));
        return rows.End(sale.Ordinal, open, done ? AdjustmentStatus.Applied : AdjustmentStatus.Refused);
    }

    private static LedgerOutcome OutcomeOf(StockAdjustment adjustment) =>
        adjustment.Status is AdjustmentStatus.Refused ? LedgerOutcome.StockCommitted : LedgerOutcome.Ok;

    private AdjustmentResult OpenNew(Sale sale, StockAdjustment adjustment)
    {
        if (adjustment.Delta > 0)
        {
            if (!inventory.TryAllot(sale.Product, adjustment.Delta))
            {
                return new AdjustmentResult(LedgerOutcome.InventoryShort, null, sale);
            }

            _addToTotal.Bind(sale.Ordinal).Bind(adjustment.Delta).Run();
            rows.UseSequence(sale.Ordinal, adjustment.Sequence);
        }

        rows.Insert(sale.Ordinal, adjustment);
        return new AdjustmentResult(LedgerOutcome.Ok, adjustment, sales.Find(sale.Ordinal));
    }

    private bool TryTakeOut(Sale sale, long units)
    {
        if (_takeFromTotal.Bind(sale.Ordinal).Bind(units).Run() != 1)
        {
            return false;
        }

        inventory.GiveBack(sale.Product, units);
        return true;
    }
}
