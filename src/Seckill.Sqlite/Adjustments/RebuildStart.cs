using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Sales;
using Seckill.Stock;

namespace Seckill.Sqlite.Adjustments;

/// <summary>Starts a rebuild: a new epoch, and what the ledger knows at that very moment.</summary>
internal sealed class RebuildStart(StatementSource source, SaleRows sales, AdjustmentWriter adjustments, AdjustmentRows rows)
{
    private readonly Statement _raiseEpoch = source.Prepare(SaleSql.RaiseEpoch);
    private readonly Statement _liveOrders = source.Prepare(AdjustmentSql.LiveOrders);
    private readonly Statement _heldUnits = source.Prepare(AdjustmentSql.HeldUnits);

    public StockSnapshot? Begin(uint ordinal)
    {
        if (sales.Find(ordinal) is not { } sale)
        {
            return null;
        }

        if (rows.FindOpen(ordinal) is { } open)
        {
            adjustments.EndOpen(sale, open, applied: true);
        }

        _raiseEpoch.Bind(ordinal).Run();
        return new StockSnapshot(
            sales.Find(ordinal)!,
            _liveOrders.Bind(ordinal).All(ReadOrder),
            _heldUnits.Bind(ordinal).All(static row => new BuyerUnits(BuyerId.Parse(row.Text(0)), row.Int(1))));
    }

    private static LoadItem ReadOrder(Statement row) => new(
        PurchaseId.FromBytes(row.Bytes(0)), BuyerId.Parse(row.Text(1)), row.Int(2), row.Decimal(3), row.Int(4));
}
