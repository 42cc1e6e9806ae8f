using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Refunds;

/// <summary>Reads refunds that nobody was told of, oldest first.</summary>
internal sealed class RefundLists(StatementSource source)
{
    private readonly Statement _unannounced = source.Prepare(RefundSql.ListUnannounced);

    public IReadOnlyList<Refund> Unannounced(int take) => _unannounced.Bind(take).All(static row => new Refund(
        new Payment(PurchaseId.FromBytes(row.Bytes(0)), row.Text(1), row.Text(2), new Money(row.Decimal(3), row.Text(4))),
        row.Time(5)));
}
