using Microsoft.Data.Sqlite;
using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Schema;

/// <summary>Which schema a file has. Each part of the suite that shares the file counts its own.</summary>
internal static class SchemaVersion
{
    public const string Table = "CREATE TABLE IF NOT EXISTS schema (component TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT, WITHOUT ROWID;";

    private const string Component = "ledger";

    /// <summary>The file's version; 0 when it has none.</summary>
    public static long Read(SqliteConnection connection)
    {
        using var table = new Statement(connection.Handle!, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema'");
        if (table.Number() is 0)
        {
            return 0;
        }

        using var version = new Statement(connection.Handle!, "SELECT version FROM schema WHERE component = ?1");
        return version.Bind(Component).Number() ?? 0;
    }

    public static void Write(SqliteConnection connection, long version)
    {
        using var statement = new Statement(
            connection.Handle!,
            "INSERT INTO schema (component, version) VALUES (?1, ?2) ON CONFLICT (component) DO UPDATE SET version = excluded.version");
        statement.Bind(Component).Bind(version).Run();
    }

    public static void RequireCurrent(SqliteConnection connection, string path)
    {
        var version = Read(connection);
        if (version > Migrations.Latest)
        {
            throw TooNew(path, version);
        }

        if (version < Migrations.Latest)
        {
            throw Missing(path);
        }
    }

    public static InvalidOperationException Missing(string path) =>
        new($"The ledger '{path}' is not ready: call ILedgerStartup.MigrateAsync before its first use.");

    public static InvalidOperationException TooNew(string path, long version) =>
        new($"The ledger '{path}' has schema {version}, but this version of Seckill.Sqlite knows no schema above {Migrations.Latest}: "
            + "use the newer version of the package that wrote it, or give SqliteLedgerOptions.Path another file.");
}
