using Seckill.Ids;
using Seckill.Sales;
using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Sales;

/// <summary>Reads sales.</summary>
internal sealed class SaleRows(StatementSource source)
{
    private readonly Statement _find = source.Prepare(SaleSql.Find);
    private readonly Statement _list = source.Prepare(SaleSql.List);
    private readonly Statement _listLive = source.Prepare(SaleSql.ListLive);
    private readonly Statement _isQuiet = source.Prepare(SaleSql.IsQuiet);

    public Sale? Find(uint ordinal) => _find.Bind(ordinal).First(Read);

    public IReadOnlyList<Sale> List() => _list.All(Read);

    public IReadOnlyList<Sale> ListLive() => _listLive.All(Read);

    public bool IsQuiet(uint ordinal) => _isQuiet.Bind(ordinal).Number() == 1;

    private static Sale Read(Statement row) => new()
    {
        Id = SaleOrdinal.ToId(row.Long(0)),
        Ordinal = (uint)row.Long(0),
        Product = ProductId.Parse(row.Text(1)),
        Title = row.Text(2),
        Price = new Money(row.Decimal(3), row.Text(4)),
        Total = row.Long(5),
        PendingUnits = row.Long(6),
        PaidUnits = row.Long(7),
        PerBuyerLimit = row.Int(8),
        StartsAt = row.Time(9),
        EndsAt = row.Time(10),
        Mode = (SaleMode)row.Int(11),
        PaymentWindow = TimeSpan.FromMilliseconds(row.Long(12)),
        Stage = (SaleStage)row.Int(13),
        Version = row.Long(14),
        Epoch = row.Long(15),
        AdjustmentSequence = row.Long(16),
    };
}
