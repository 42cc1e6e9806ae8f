using Seckill.Ledger;
using Seckill.Sales;
using Seckill.Sqlite.Adjustments;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Inventories;

namespace Seckill.Sqlite.Sales;

/// <summary>Moves sales from stage to stage, and with the move their units between sale and inventory.</summary>
internal sealed class SaleMovement(StatementSource source, SaleRows sales, InventoryRows inventory, AdjustmentRows adjustments)
{
    private readonly Statement _move = source.Prepare(SaleSql.Move);

    public SaleResult Publish(uint ordinal)
    {
        if (sales.Find(ordinal) is not { } sale)
        {
            return new SaleResult(LedgerOutcome.NotFound, null);
        }

        if (sale.Stage is not SaleStage.Draft)
        {
            return new SaleResult(LedgerOutcome.InvalidTransition, sale);
        }

        return inventory.TryAllot(sale.Product, sale.Total)
            ? MoveNow(sale, SaleStage.Published)
            : new SaleResult(LedgerOutcome.InventoryShort, sale);
    }

    public SaleResult Move(uint ordinal, IReadOnlyList<SaleStage> from, SaleStage to)
    {
        if (sales.Find(ordinal) is not { } sale)
        {
            return new SaleResult(LedgerOutcome.NotFound, null);
        }

        if (!IsAllowed(sale, from, to))
        {
            return new SaleResult(LedgerOutcome.InvalidTransition, sale);
        }

        if (to is SaleStage.Settled)
        {
            Settle(sale);
        }

        return MoveNow(sale, to);
    }

    // Only publishing allots stock, so nothing else takes a sale out of its draft; and a sale with open orders is not settled.
    private bool IsAllowed(Sale sale, IReadOnlyList<SaleStage> from, SaleStage to) =>
        sale.Stage != to
        && sale.Stage is not SaleStage.Draft
        && from.Contains(sale.Stage)
        && (to is not SaleStage.Settled || sales.IsQuiet(sale.Ordinal));

    private SaleResult MoveNow(Sale sale, SaleStage to)
    {
        _move.Bind(sale.Ordinal).Bind((int)sale.Stage).Bind((int)to).Run();
        return new SaleResult(LedgerOutcome.Ok, sales.Find(sale.Ordinal));
    }

    // An adjustment that is still open becomes what the total says.
    private void Settle(Sale sale)
    {
        if (adjustments.FindOpen(sale.Ordinal) is { } open)
        {
            adjustments.End(sale.Ordinal, open, open.Delta > 0 ? AdjustmentStatus.Applied : AdjustmentStatus.Refused);
        }

        inventory.GiveBack(sale.Product, sale.Total - sale.Committed);
    }
}
