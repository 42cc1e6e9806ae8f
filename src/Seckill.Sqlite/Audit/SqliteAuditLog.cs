using Seckill.Ledger;
using Seckill.Sqlite.Reading;

namespace Seckill.Sqlite.Audit;

internal sealed class SqliteAuditLog(SqliteDatabase database) : IAuditLog
{
    public async ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellationToken = default) =>
        await database.Writer.RunAsync(static (session, given) => session.Ledger.Audit.Append(given), entry, cancellationToken).ConfigureAwait(false);

    public ValueTask<IReadOnlyList<AuditEntry>> ListAsync(int page, int pageSize, CancellationToken cancellationToken = default) =>
        database.Readers.RunAsync(static (session, paging) => session.Ledger.Audit.List(paging), new Paging(page, pageSize), cancellationToken);
}
