using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Seckill.Sagas.Benchmarks.Logs;

/// <summary>One table in SQLite that only grows, with a write-ahead log and <c>synchronous=FULL</c>, one transaction for each batch.</summary>
internal sealed class SqliteLog : GroupCommitLog
{
    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _insert;
    private bool _isOpen;

    public SqliteLog(string path)
    {
        _connection = new SqliteConnection($"Data Source={path};Pooling=False");
        _connection.Open();
        Execute("PRAGMA page_size=1024; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=262144;");
        Execute("CREATE TABLE log (row INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;");
        Check(raw.sqlite3_prepare_v2(_connection.Handle, "INSERT INTO log (data) VALUES (?1)", out _insert));
        Start();
    }

    protected override void Append(ReadOnlySpan<byte> record)
    {
        if (!_isOpen)
        {
            Execute("BEGIN IMMEDIATE");
            _isOpen = true;
        }

        Check(raw.sqlite3_bind_blob(_insert, 1, record));
        if (raw.sqlite3_step(_insert) != raw.SQLITE_DONE)
        {
            throw new InvalidOperationException("The log takes no record.");
        }

        Check(raw.sqlite3_reset(_insert));
    }

    protected override void Flush()
    {
        Execute("COMMIT");
        _isOpen = false;
    }

    protected override void Close()
    {
        _insert.Dispose();
        _connection.Dispose();
    }

    private void Execute(string sql) => Check(raw.sqlite3_exec(_connection.Handle, sql));

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _connection.Handle);
}
