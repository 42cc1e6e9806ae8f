using Seckill.Ledger;

namespace Seckill.Sqlite.Schema;

internal sealed class SqliteLedgerStartup(Migrator migrator) : ILedgerStartup
{
    // On the pool: opening and migrating a file may wait for another process.
    public async ValueTask MigrateAsync(CancellationToken cancellationToken = default) =>
        await Task.Run(() => migrator.Migrate(SchemaComponent.Ledger), CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
}
