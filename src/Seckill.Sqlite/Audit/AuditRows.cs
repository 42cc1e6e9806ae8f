using Seckill.Ledger;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Reading;

namespace Seckill.Sqlite.Audit;

/// <summary>Appends and reads audit entries.</summary>
internal sealed class AuditRows(StatementSource source)
{
    private readonly Statement _insert = source.Prepare(AuditSql.Insert);
    private readonly Statement _list = source.Prepare(AuditSql.List);

    public int Append(AuditEntry entry) =>
        _insert.Bind(entry.At).Bind(entry.Who).Bind(entry.Action).Bind(entry.Target).Bind(entry.Detail).Bind(entry.Outcome).Run();

    public IReadOnlyList<AuditEntry> List(Paging paging) => _list.Bind(paging.Size).Bind(paging.Offset).All(static row =>
        new AuditEntry(row.Time(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5)));
}
