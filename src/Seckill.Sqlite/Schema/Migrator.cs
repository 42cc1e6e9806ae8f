using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Schema;

/// <summary>Makes the file, and brings a part's tables to the newest schema.</summary>
internal sealed class Migrator(DatabaseFile file, ILogger logger)
{
    private const int MostJournalAttempts = 100;

    public void Migrate(SchemaComponent component)
    {
        using var connection = file.OpenForMigration();
        UseWriteAheadLog(connection);
        connection.Execute("BEGIN IMMEDIATE;");
        try
        {
            var version = MigrateWithinTransaction(connection, component);
            connection.Execute("COMMIT;");
            if (version < component.Latest)
            {
                Log.Migrated(logger, file.Path, component.Name, version, component.Latest);
            }
        }
        catch
        {
            connection.RollbackIfOpen();
            throw;
        }
    }

    private long MigrateWithinTransaction(SqliteConnection connection, SchemaComponent component)
    {
        var version = component.Read(connection);
        if (version > component.Latest)
        {
            throw component.TooNew(file.Path, version);
        }

        if (version < component.Latest)
        {
            connection.Execute(SchemaComponent.Table);
            foreach (var step in component.After(version))
            {
                connection.Execute(step);
            }

            component.Write(connection, component.Latest);
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
                        $"'{file.Path}' cannot have a write-ahead log (its journal is '{mode}'): put it on a local disk.");
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
