using Microsoft.Data.Sqlite;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Sagas;

namespace Seckill.Sqlite.Schema;

/// <summary>A part of the suite that has tables in the file. Parts that share a file count their own schema.</summary>
/// <param name="key">Its name in the file.</param>
/// <param name="name">Its name for people.</param>
/// <param name="remedy">What to do when its tables are not there.</param>
/// <param name="option">The option that names its file.</param>
/// <param name="steps">From an empty file to the newest schema, in order. A step that was published is never changed.</param>
internal sealed class SchemaComponent(string key, string name, string remedy, string option, params string[] steps)
{
    public const string Table = "CREATE TABLE IF NOT EXISTS schema (component TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT, WITHOUT ROWID;";

    public static SchemaComponent Ledger { get; } =
        new("ledger", "ledger", "call ILedgerStartup.MigrateAsync before its first use", "SqliteLedgerOptions.Path", SchemaV1.Sql, SchemaV2.Sql, SchemaV3.Sql);

    public static SchemaComponent Sagas { get; } =
        new("saga", "saga store", "it was there when this process began; start again", "SqliteSagaOptions.Path", SagaSchemaV1.Sql);

    /// <summary>Its name for people.</summary>
    public string Name => name;

    /// <summary>The newest schema.</summary>
    public long Latest => steps.Length;

    /// <summary>The steps that a file of the given version still lacks.</summary>
    public IEnumerable<string> After(long version) => steps.Skip((int)version);

    /// <summary>The file's version; 0 when it has none.</summary>
    public long Read(SqliteConnection connection)
    {
        using var table = new Statement(connection.Handle!, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema'");
        if (table.Number() is 0)
        {
            return 0;
        }

        using var version = new Statement(connection.Handle!, "SELECT version FROM schema WHERE component = ?1");
        return version.Bind(key).Number() ?? 0;
    }

    public void Write(SqliteConnection connection, long version)
    {
        using var statement = new Statement(
            connection.Handle!,
            "INSERT INTO schema (component, version) VALUES (?1, ?2) ON CONFLICT (component) DO UPDATE SET version = excluded.version");
        statement.Bind(key).Bind(version).Run();
    }

    public void RequireCurrent(SqliteConnection connection)
    {
        var version = Read(connection);
        if (version > Latest)
        {
            throw TooNew(connection.DataSource, version);
        }

        if (version < Latest)
        {
            throw Missing(connection.DataSource);
        }
    }

    public InvalidOperationException Missing(string path) => new($"The {Name} '{path}' is not ready: {remedy}.");

    public InvalidOperationException TooNew(string path, long version) =>
        new($"The {Name} '{path}' has schema {version}, but this version of Seckill.Sqlite knows no schema above {Latest}: "
            + $"use the newer version of the package that wrote it, or give {option} another file.");
}
