using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Seckill.Sqlite.Schema;

namespace Seckill.Sqlite.Connections;

/// <summary>Opens connections to the ledger's file, each with the settings that durability rests on.</summary>
internal sealed class LedgerFile(IOptions<SqliteLedgerOptions> options, SqlRewrite? rewrite = null, int buyersInMemory = 1_000_000, int rowsInMemory = 1_048_576)
{
    // FULL: a commit is on the disk before it is answered. The log is copied back by the checkpointer, and cut back to 64 MiB after a burst.
    private const string WriterSettings =
        "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; "
        + "PRAGMA wal_autocheckpoint=0; PRAGMA journal_size_limit=67108864;";

    private const string ReaderSettings = "PRAGMA query_only=ON; PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY;";

    /// <summary>The file's full path.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(options.Value.Path);

    /// <summary>Buyers whose units the writer remembers from one transaction to the next.</summary>
    public int BuyersInMemory { get; } = buyersInMemory;

    /// <summary>Rows whose ids and buyers may wait in memory, under load, until the file indexes them.</summary>
    public int RowsInMemory { get; } = rowsInMemory;

    /// <summary>Connections for reading.</summary>
    public int ReadConnections { get; } = options.Value.ReadConnections;

    public StatementSource OpenWriter() => new(OpenCurrent(SqliteOpenMode.ReadWrite, WriterSettings), rewrite);

    public StatementSource OpenCheckpointer() => new(OpenCurrent(SqliteOpenMode.ReadWrite, WriterSettings), rewrite);

    public StatementSource OpenReader() => new(OpenCurrent(SqliteOpenMode.ReadOnly, ReaderSettings), rewrite);

    /// <summary>Opens the file, or makes it, whatever its schema is.</summary>
    public SqliteConnection OpenForMigration()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        // Small pages: a commit writes the last page of several tables anew, and a page is what goes to the log.
        return Open(SqliteOpenMode.ReadWriteCreate, "PRAGMA synchronous=FULL; PRAGMA page_size=1024;");
    }

    private SqliteConnection OpenCurrent(SqliteOpenMode mode, string settings)
    {
        if (!File.Exists(Path))
        {
            throw SchemaVersion.Missing(Path);
        }

        var connection = Open(mode, settings);
        try
        {
            SchemaVersion.RequireCurrent(connection, Path);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private SqliteConnection Open(SqliteOpenMode mode, string settings)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = Path, Mode = mode, Pooling = false };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            var busyTimeout = (int)options.Value.BusyTimeout.TotalMilliseconds;
            SqliteException.ThrowExceptionForRC(SQLitePCL.raw.sqlite3_busy_timeout(connection.Handle, busyTimeout), connection.Handle);
            connection.Execute(settings);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
