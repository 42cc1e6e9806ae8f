using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Seckill.Ids;
using SQLitePCL;

namespace Seckill.Sqlite.Connections;

/// <summary>
/// One prepared statement, used by one thread at a time. It goes straight to the native calls, since a command object with named
/// parameters and a reader costs more than the insert of an order. Values are bound in order; every end of a run resets it.
/// </summary>
internal sealed class Statement : IDisposable
{
    private const int StackBytes = 256;

    private readonly sqlite3 _db;
    private readonly sqlite3_stmt _stmt;
    private int _bound;

    public Statement(sqlite3 db, string sql)
    {
        _db = db;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(db, sql, raw.SQLITE_PREPARE_PERSISTENT, out _stmt), db);
    }

    public Statement Bind(long value) => Checked(raw.sqlite3_bind_int64(_stmt, ++_bound, value));

    public Statement Bind(long? value) => value is { } known ? Bind(known) : Checked(raw.sqlite3_bind_null(_stmt, ++_bound));

    public Statement Bind(string? value, bool isText) => isText ? Bind(value!) : Checked(raw.sqlite3_bind_null(_stmt, ++_bound));

    public Statement Bind(DateTimeOffset value) => Bind(value.ToUnixTimeMilliseconds());

    public Statement Bind(ReadOnlySpan<byte> value) => Checked(raw.sqlite3_bind_blob(_stmt, ++_bound, value));

    public Statement Bind(PurchaseId value)
    {
        Span<byte> bytes = stackalloc byte[PurchaseId.ByteLength];
        value.WriteBytes(bytes);
        return Bind(bytes);
    }

    public Statement Bind(decimal value)
    {
        Span<byte> text = stackalloc byte[64];
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        return Checked(raw.sqlite3_bind_text(_stmt, ++_bound, text[..length]));
    }

    public Statement Bind(string value)
    {
        // An empty span has no address, and SQLite would take it for NULL.
        if (value.Length is 0 || Encoding.UTF8.GetMaxByteCount(value.Length) > StackBytes)
        {
            return Checked(raw.sqlite3_bind_text(_stmt, ++_bound, value));
        }

        Span<byte> text = stackalloc byte[StackBytes];
        var length = Encoding.UTF8.GetBytes(value, text);
        return Checked(raw.sqlite3_bind_text(_stmt, ++_bound, text[..length]));
    }

    /// <summary>Runs a statement that changes rows, and tells how many it changed.</summary>
    public int Run()
    {
        try
        {
            while (Step())
            {
            }

            return raw.sqlite3_changes(_db);
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Reads the first row; the default of the type when there is none.</summary>
    public T? First<T>(Func<Statement, T> read)
    {
        try
        {
            return Step() ? read(this) : default;
        }
        finally
        {
            Reset();
        }
    }

    public List<T> All<T>(Func<Statement, T> read)
    {
        var rows = new List<T>();
        try
        {
            while (Step())
            {
                rows.Add(read(this));
            }
        }
        finally
        {
            Reset();
        }

        return rows;
    }

    /// <summary>Appends the first column of every row to a list.</summary>
    public void ReadInto(List<long> values)
    {
        try
        {
            while (Step())
            {
                values.Add(Long(0));
            }
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Reads the first column of the first row; null when there is no row or no value.</summary>
    public long? Number() => First(static row => row.IsNull(0) ? (long?)null : row.Long(0));

    public bool IsNull(int column) => raw.sqlite3_column_type(_stmt, column) == raw.SQLITE_NULL;

    public long Long(int column) => raw.sqlite3_column_int64(_stmt, column);

    public int Int(int column) => raw.sqlite3_column_int(_stmt, column);

    public string Text(int column) => raw.sqlite3_column_text(_stmt, column).utf8_to_string();

    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_stmt, column);

    public decimal Decimal(int column) => decimal.Parse(Bytes(column), NumberStyles.Number, CultureInfo.InvariantCulture);

    public DateTimeOffset Time(int column) => DateTimeOffset.FromUnixTimeMilliseconds(Long(column));

    public void Dispose() => _stmt.Dispose();

    private bool Step()
    {
        var code = raw.sqlite3_step(_stmt);
        if (code is raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return code is raw.SQLITE_ROW;
        }

        SqliteException.ThrowExceptionForRC(code, _db);
        return false;
    }

    // A statement that was not reset would keep its read transaction open.
    private void Reset()
    {
        _bound = 0;
        _ = raw.sqlite3_reset(_stmt);
    }

    private Statement Checked(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            _bound = 0;
            SqliteException.ThrowExceptionForRC(code, _db);
        }

        return this;
    }
}
