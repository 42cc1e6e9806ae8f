using Seckill.Ids;
using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Orders.Recent;

/// <summary>Brings rows that are in the file into memory: after a restart, and those that another process has written.</summary>
internal sealed class RecentRowLoader(StatementSource source, RecentRows recent)
{
    private const int Page = 8192;

    private readonly Statement _floor = source.Prepare(RecentRowSql.Floor);
    private readonly Statement _rowsAfter = source.Prepare(RecentRowSql.RowsAfter);

    public void CatchUp()
    {
        if (recent.Floor is null)
        {
            recent.BeginAt(_floor.Number() ?? 0);
        }

        for (; ; )
        {
            var after = recent.Last;
            var rows = _rowsAfter.Bind(after).Bind(Page)
                .All(static row => new RecentRow(row.Long(0), PurchaseId.FromBytes(row.Bytes(1)), BuyerId.Parse(row.Text(2))));
            recent.TryAppend(after, rows);
            if (rows.Count < Page)
            {
                return;
            }
        }
    }
}
