using Microsoft.Data.Sqlite;
using Seckill.Sqlite.Schema;

namespace Seckill.Sqlite.Connections;

/// <summary>Opens connections to the file, each with the settings that durability rests on.</summary>
internal sealed class DatabaseFile(DatabaseSettings settings)
{
    private const string ReaderSettings = "PRAGMA query_only=ON; PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY;";

    /// <summary>The file's full path.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(settings.Path);

    public DatabaseSettings Settings => settings;

    // FULL: a commit is on the disk before it is answered. The log is copied back by the checkpointer, and cut back to 64 MiB after a burst.
    private string WriterSettings =>
        $"PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-{settings.CacheKibibytes}; PRAGMA temp_store=MEMORY; "
        + "PRAGMA wal_autocheckpoint=0; PRAGMA journal_size_limit=67108864;";

    public StatementSource OpenWriter() => OpenExisting(SqliteOpenMode.ReadWrite, WriterSettings);

    public StatementSource OpenCheckpointer() => OpenExisting(SqliteOpenMode.ReadWrite, WriterSettings);

    public StatementSource OpenReader() => OpenExisting(SqliteOpenMode.ReadOnly, ReaderSettings);

    /// <summary>Opens the file, or makes it, whatever its schema is.</summary>
    public SqliteConnection OpenForMigration()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        return Open(SqliteOpenMode.ReadWriteCreate, $"PRAGMA synchronous=FULL; PRAGMA page_size={settings.PageSize};");
    }

    // Only the ledger leaves it to its user to make the file.
    private StatementSource OpenExisting(SqliteOpenMode mode, string pragmas) =>
        File.Exists(Path) ? new StatementSource(Open(mode, pragmas), settings.Rewrite) : throw SchemaComponent.Ledger.Missing(Path);

    private SqliteConnection Open(SqliteOpenMode mode, string pragmas)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = Path, Mode = mode, Pooling = false };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            var busyTimeout = (int)settings.BusyTimeout.TotalMilliseconds;
            SqliteException.ThrowExceptionForRC(SQLitePCL.raw.sqlite3_busy_timeout(connection.Handle, busyTimeout), connection.Handle);
            connection.Execute(pragmas);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
