using Microsoft.Data.Sqlite;

namespace Seckill.Sqlite.Connections;

/// <summary>An open connection, and the statements prepared on it, each once.</summary>
internal sealed class StatementSource(SqliteConnection connection, SqlRewrite? rewrite) : IDisposable
{
    private readonly List<Statement> _statements = [];

    /// <summary>False within a transaction. A grave fault, such as a full disk, ends one without being asked.</summary>
    public bool IsAutocommit => SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) != 0;

    /// <summary>True when tests have planted a bug in a statement: then nothing is answered from memory in its stead.</summary>
    public bool IsRewritten => rewrite is not null;

    public Statement Prepare(string sql)
    {
        var statement = new Statement(connection.Handle!, rewrite is null ? sql : rewrite(sql));
        _statements.Add(statement);
        return statement;
    }

    public void Dispose()
    {
        _statements.ForEach(static statement => statement.Dispose());
        connection.Dispose();
    }
}
