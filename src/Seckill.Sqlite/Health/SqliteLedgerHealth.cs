using Seckill.Ledger;

namespace Seckill.Sqlite.Health;

/// <summary>Goes the way of an order: through the writer and its transaction to the disk.</summary>
internal sealed class SqliteLedgerHealth(SqliteDatabase database) : ILedgerHealth
{
    public async ValueTask CheckAsync(CancellationToken cancellationToken = default) =>
        await database.Writer.RunAsync(static (session, _) => session.Ledger.Probe.Run(), 0, cancellationToken).ConfigureAwait(false);
}
