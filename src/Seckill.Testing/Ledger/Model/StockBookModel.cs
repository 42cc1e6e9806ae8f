using Seckill.Ledger;
using Seckill.Sales;

namespace Seckill.Testing.Ledger.Model;

/// <summary>The rules of stages and stock adjustments, on top of the model's rows.</summary>
internal sealed class StockBookModel(LedgerModel ledger)
{
    public LedgerOutcome Move(ModelSale sale, SaleStage to)
    {
        if (sale.Stage == to || sale.Stage is SaleStage.Settled || (to is SaleStage.Settled && !ledger.IsQuiet(sale.Sale.Ordinal)))
        {
            return LedgerOutcome.InvalidTransition;
        }

        if (to is SaleStage.Settled)
        {
            if (sale.Open is { } open)
            {
                Replace(sale, open, open.Delta > 0 ? AdjustmentStatus.Applied : AdjustmentStatus.Refused);
            }

            sale.Allotted = ledger.UnsyncedUnits(sale.Sale.Ordinal);
        }

        sale.Stage = to;
        return LedgerOutcome.Ok;
    }

    public static (LedgerOutcome Outcome, StockAdjustment? Adjustment) Open(ModelSale sale, string id, long delta)
    {
        if (sale.Adjustments.SingleOrDefault(a => a.Id == id) is { } known)
        {
            return (known.Delta == delta ? OutcomeOf(known) : LedgerOutcome.IdConflict, known);
        }

        if (sale.Stage is not (SaleStage.Published or SaleStage.Paused))
        {
            return (LedgerOutcome.InvalidTransition, null);
        }

        if (sale.Open is { } open)
        {
            return (LedgerOutcome.VersionConflict, open);
        }

        var adjustment = new StockAdjustment(sale.Sale.Id, id, sale.Adjustments.Count + 1, delta, "why", AdjustmentStatus.Open);
        sale.Adjustments.Add(adjustment);
        if (delta > 0)
        {
            sale.Total += delta;
            sale.Allotted += delta;
        }

        return (LedgerOutcome.Ok, adjustment);
    }

    public (LedgerOutcome Outcome, StockAdjustment? Adjustment) End(ModelSale sale, string id, bool applied)
    {
        if (sale.Adjustments.SingleOrDefault(a => a.Id == id) is not { } adjustment)
        {
            return (LedgerOutcome.NotFound, null);
        }

        if (adjustment.Status is AdjustmentStatus.Open)
        {
            adjustment = EndOpen(sale, adjustment, applied);
        }

        return (OutcomeOf(adjustment), adjustment);
    }

    public void Rebuild(ModelSale sale)
    {
        sale.Epoch++;
        if (sale.Open is { } open)
        {
            EndOpen(sale, open, applied: true);
        }
    }

    private StockAdjustment EndOpen(ModelSale sale, StockAdjustment open, bool applied)
    {
        if (open.Delta > 0)
        {
            return Replace(sale, open, AdjustmentStatus.Applied);
        }

        if (!applied || sale.Total + open.Delta < ledger.Committed(sale.Sale.Ordinal))
        {
            return Replace(sale, open, AdjustmentStatus.Refused);
        }

        sale.Total += open.Delta;
        sale.Allotted += open.Delta;
        return Replace(sale, open, AdjustmentStatus.Applied);
    }

    private static StockAdjustment Replace(ModelSale sale, StockAdjustment open, AdjustmentStatus status)
    {
        var ended = open with { Status = status };
        sale.Adjustments[sale.Adjustments.IndexOf(open)] = ended;
        return ended;
    }

    private static LedgerOutcome OutcomeOf(StockAdjustment adjustment) =>
        adjustment.Status is AdjustmentStatus.Refused ? LedgerOutcome.StockCommitted : LedgerOutcome.Ok;
}
