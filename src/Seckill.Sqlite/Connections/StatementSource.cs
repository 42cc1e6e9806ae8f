using Microsoft.Data.Sqlite;
using Seckill.Sqlite.Schema;

namespace Seckill.Sqlite.Connections;

/// <summary>An open connection, and the statements prepared on it, each once.</summary>
internal sealed class StatementSource(SqliteConnection connection, SqlRewrite? rewrite) : IDisposable
{
    /// <summary>Its row: whether somebody was in the way, pages in the log, pages copied.</summary>
    public const string CheckpointSql = "PRAGMA wal_checkpoint(PASSIVE)";

    private readonly List<Statement> _statements = [];
    private Statement? _checkpoint;

    /// <summary>True when the connection is somebody else's, and stays open behind the statements.</summary>
    public bool IsConnectionLent { get; init; }

    /// <summary>False within a transaction. A grave fault, such as a full disk, ends one without being asked.</summary>
    public bool IsAutocommit => SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) != 0;

    /// <summary>The number of the row that this connection has inserted last.</summary>
    public long LastRow => SQLitePCL.raw.sqlite3_last_insert_rowid(connection.Handle);

    /// <summary>Pages that this connection has written since it was asked last.</summary>
    public int TakePagesWritten()
    {
        SQLitePCL.raw.sqlite3_db_status(connection.Handle, SQLitePCL.raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 1);
        return pages;
    }

    /// <summary>Copies as much of the log into the file as nobody is in the way of; the log's length in pages.</summary>
    /// <exception cref="SqliteException">The file could not be written, as on a full disk. The log still has everything.</exception>
    public int Checkpoint() => (_checkpoint ??= Prepare(CheckpointSql)).First(static row => row.Int(1));

    public Statement Prepare(string sql)
    {
        var statement = new Statement(connection.Handle!, rewrite is null ? sql : rewrite(sql));
        _statements.Add(statement);
        return statement;
    }

    /// <summary>Checks that a part's tables are there and of the newest schema.</summary>
    /// <exception cref="InvalidOperationException">They are not.</exception>
    public void Require(SchemaComponent component) => component.RequireCurrent(connection);

    public void Dispose()
    {
        _statements.ForEach(static statement => statement.Dispose());
        if (!IsConnectionLent)
        {
            connection.Dispose();
        }
    }
}
