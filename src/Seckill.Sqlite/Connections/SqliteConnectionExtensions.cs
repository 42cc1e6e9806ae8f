using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Seckill.Sqlite.Connections;

internal static class SqliteConnectionExtensions
{
    /// <summary>Runs statements that take no values and whose rows nobody reads.</summary>
    public static void Execute(this SqliteConnection connection, string sql) =>
        SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(connection.Handle, sql), connection.Handle);

    /// <summary>Rolls back, unless a grave fault has done so already.</summary>
    public static void RollbackIfOpen(this SqliteConnection connection)
    {
        if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            connection.Execute("ROLLBACK;");
        }
    }
}
