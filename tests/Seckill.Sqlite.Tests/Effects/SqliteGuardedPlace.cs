using Microsoft.Data.Sqlite;
using Seckill.Sagas;
using Seckill.Sqlite.Effects;
using Seckill.Sqlite.Tests.Mutants;
using Seckill.Testing.Sagas;

namespace Seckill.Sqlite.Tests.Effects;

/// <summary>A file of a user's own; each transaction is on a connection of its own.</summary>
internal sealed class SqliteGuardedPlace : TransactionGuardUnderTest
{
    private readonly TestFolder _folder = new();

    public SqliteGuardedPlace()
    {
        using var connection = Open();
        SqliteEffectGuard.CreateTable(connection);
        SqliteEffectGuard.CreateTable(connection);
    }

    public SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={_folder.File("own.db")};Pooling=False");
        connection.Open();
        using var settings = connection.CreateCommand();
        settings.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;";
        settings.ExecuteNonQuery();
        return connection;
    }

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return base.DisposeAsync();
    }

    protected override async Task InTransactionAsync(Func<IEffectGuard, Task<bool>> work)
    {
        await using var connection = Open();
        using var guard = new SqliteEffectGuard(connection, TimeProvider.System, PlantedBug.Current);
        await using var transaction = connection.BeginTransaction();
        if (await work(guard))
        {
            await transaction.CommitAsync();
        }
    }
}
