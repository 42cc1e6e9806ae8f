using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Orders.Recent;
using Seckill.Sqlite.Sales;

namespace Seckill.Sqlite.Orders;

/// <summary>Reads rows by id.</summary>
internal sealed class OrderRows(StatementSource source, IRowLookup lookup)
{
    private readonly Statement _read = source.Prepare(OrderSql.Read);

    public Order? Find(PurchaseId id) => lookup.Find(id) is { } row ? Read(row) : null;

    /// <summary>The row with its number, by which it is changed.</summary>
    public (long Row, Order Order)? FindRow(PurchaseId id) =>
        lookup.Find(id) is { } row && Read(row) is { } order ? (row, order) : null;

    public Order? Read(long row) => _read.Bind(row).First(Read);

    public static Order Read(Statement row) => new()
    {
        Id = PurchaseId.FromBytes(row.Bytes(0)),
        Sale = SaleOrdinal.ToId(row.Long(1)),
        Buyer = BuyerId.Parse(row.Text(2)),
        Quantity = row.Int(3),
        UnitPrice = new Money(row.Decimal(4), row.Text(5)),
        PerBuyerLimit = row.Int(6),
        Status = (OrderStatus)row.Int(7),
        Reason = (EndReason)row.Int(8),
        CreatedAt = row.Time(9),
        PayBefore = row.Time(10),
        PaidAt = row.IsNull(11) ? null : row.Time(11),
        IsSynced = row.Int(12) == 1,
    };
}
