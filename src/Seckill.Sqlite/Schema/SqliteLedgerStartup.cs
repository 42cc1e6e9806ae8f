using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Seckill.Ledger;
using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Schema;

internal sealed class SqliteLedgerStartup(LedgerFile file, ILogger<SqliteLedgerStartup> logger) : ILedgerStartup
{
    private const int MostJournalAttempts = 100;

    // On the pool: opening and migrating a file may wait for another process.
    public async ValueTask MigrateAsync(CancellationToken cancellationToken = default) =>
        await Task.Run(Migrate, CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);

    private void Migrate()
    {
        using var connection = file.OpenForMigration();
        UseWriteAheadLog(connection);
        connection.Execute("BEGIN IMMEDIATE;");
        try
        {
            var version = MigrateWithinTransaction(connection);
            connection.Execute("COMMIT;");
            if (version < Migrations.Latest)
            {
                Log.Migrated(logger, file.Path, version, Migrations.Latest);
            }
        }
        catch
        {
            connection.RollbackIfOpen();
            throw;
        }
    }

    private long MigrateWithinTransaction(SqliteConnection connection)
    {
        var version = SchemaVersion.Read(connection);
        if (version > Migrations.Latest)
        {
            throw SchemaVersion.TooNew(file.Path, version);
        }

        if (version < Migrations.Latest)
        {
            connection.Execute(SchemaVersion.Table);
            foreach (var step in Migrations.After(version))
            {
                connection.Execute(step);
            }

            SchemaVersion.Write(connection, Migrations.Latest);
        }

        return version;
    }

    // The switch to the log needs the file for itself and does not wait for it, unlike a transaction. So one that is refused
    // waits its turn by an empty transaction, and then asks again; the other opener will have made the switch by then.
    private void UseWriteAheadLog(SqliteConnection connection)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var pragma = new Statement(connection.Handle!, "PRAGMA journal_mode=WAL");
                var mode = pragma.First(static row => row.Text(0));
                if (mode is not "wal")
                {
                    throw new InvalidOperationException(
                        $"The ledger '{file.Path}' cannot have a write-ahead log (its journal is '{mode}'): put it on a local disk.");
                }

                return;
            }
            catch (SqliteException busy) when (busy.SqliteErrorCode == SQLitePCL.raw.SQLITE_BUSY && attempt < MostJournalAttempts)
            {
                connection.Execute("BEGIN IMMEDIATE; COMMIT;");
            }
        }
    }
}
