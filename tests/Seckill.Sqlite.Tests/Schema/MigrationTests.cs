using Microsoft.Data.Sqlite;
using Seckill.Ids;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Schema;

namespace Seckill.Sqlite.Tests.Schema;

public sealed class MigrationTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Path => _folder.File("ledger.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Migrate_Twice_KeepsWhatIsThere()
    {
        await using var ledger = TestLedger.Open(Path);
        await ledger.Startup.MigrateAsync(Token);
        await ledger.Inventory.SetOnHandAsync(ProductId.Parse("phone"), 7, Token);

        await ledger.Startup.MigrateAsync(Token);

        Assert.Equal(7, (await ledger.Inventory.FindAsync(ProductId.Parse("phone"), Token))!.OnHand);
    }

    [Fact]
    public async Task Migrate_FolderThatIsNotThere_IsMade()
    {
        var path = _folder.File("a/b/ledger.db");
        await using var ledger = TestLedger.Open(path);

        await ledger.Startup.MigrateAsync(Token);

        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task Migrate_SeveralOpenersAtOnce_AllSucceed()
    {
        for (var round = 0; round < 5; round++)
        {
            var path = _folder.File($"round{round}.db");
            var phone = ProductId.Parse("phone");
            using var start = new Barrier(8);
            await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Factory.StartNew(
                async () =>
                {
                    await using var ledger = TestLedger.Open(path);
                    start.SignalAndWait(Token);
                    await ledger.Startup.MigrateAsync(Token);
                    await ledger.Inventory.SetOnHandAsync(phone, i, Token);
                    Assert.NotNull(await ledger.Inventory.FindAsync(phone, Token));
                },
                Token,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).Unwrap()));
        }
    }

    [Fact]
    public async Task NewerSchema_IsRefusedWithWhatToDo()
    {
        await using (var ledger = TestLedger.Open(Path))
        {
            await ledger.Startup.MigrateAsync(Token);
        }

        using (var connection = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            connection.Open();
            SchemaComponent.Ledger.Write(connection, 99);
        }

        await using var newer = TestLedger.Open(Path);
        var atStart = await Assert.ThrowsAsync<InvalidOperationException>(async () => await newer.Startup.MigrateAsync(Token));
        var atUse = await Assert.ThrowsAsync<InvalidOperationException>(async () => await newer.Sales.ListAsync(Token));

        Assert.Contains("schema 99", atStart.Message, StringComparison.Ordinal);
        Assert.Contains("use the newer version of the package", atStart.Message, StringComparison.Ordinal);
        Assert.Equal(atStart.Message, atUse.Message);
    }

    [Fact]
    public async Task UseBeforeMigrate_SaysWhatToDoAndWorksAfterwards()
    {
        await using var ledger = TestLedger.Open(Path);
        var phone = ProductId.Parse("phone");

        var reading = await Assert.ThrowsAsync<InvalidOperationException>(async () => await ledger.Sales.ListAsync(Token));
        var writing = await Assert.ThrowsAsync<InvalidOperationException>(async () => await ledger.Inventory.SetOnHandAsync(phone, 1, Token));
        await ledger.Startup.MigrateAsync(Token);

        Assert.Contains("MigrateAsync", reading.Message, StringComparison.Ordinal);
        Assert.Equal(reading.Message, writing.Message);
        Assert.Empty(await ledger.Sales.ListAsync(Token));
        await ledger.Inventory.SetOnHandAsync(phone, 1, Token);
    }

    [Fact]
    public async Task FailedStep_LeavesTheFileAsItWas()
    {
        using (var connection = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            connection.Open();
            connection.Execute("CREATE TABLE audit (something TEXT);");
        }

        await using var ledger = TestLedger.Open(Path);
        await Assert.ThrowsAsync<SqliteException>(async () => await ledger.Startup.MigrateAsync(Token));

        using var after = new SqliteConnection($"Data Source={Path};Pooling=False");
        after.Open();
        using var tables = new Statement(after.Handle!, "SELECT count(*) FROM sqlite_schema WHERE type = 'table'");
        Assert.Equal(1, tables.Number());
    }

    [Fact]
    public async Task FirstSchema_IsBroughtUpWithWhatItHolds()
    {
        using (var connection = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            connection.Open();
            connection.Execute(SchemaComponent.Table + SchemaV1.Sql);
            SchemaComponent.Ledger.Write(connection, 1);
            connection.Execute("""
                INSERT INTO payment (provider, transaction_id, purchase, amount, currency, outcome, at)
                VALUES ('demo', 'paid', zeroblob(30), '1', 'CNY', 0, 1), ('demo', 'refund', zeroblob(30), '2', 'CNY', 1, 2);
                """);
        }

        await using var ledger = TestLedger.Open(Path);
        await ledger.Startup.MigrateAsync(Token);

        var refund = Assert.Single(await ledger.Refunds.ListUnannouncedAsync(10, Token));
        Assert.Equal(("refund", new Money(2, "CNY")), (refund.Payment.TransactionId, refund.Payment.Amount));
        await ledger.Health.CheckAsync(Token);
    }

    [Fact]
    public async Task Migrated_FileIsSetUpToBeDurable()
    {
        await using var ledger = TestLedger.Open(Path);
        await ledger.Startup.MigrateAsync(Token);
        var file = new DatabaseFile(DatabaseSettings.Of(new SqliteLedgerOptions { Path = Path }));

        using var writer = file.OpenWriter();

        Assert.Equal("wal", writer.Prepare("PRAGMA journal_mode").First(row => row.Text(0)));
        Assert.Equal(2, writer.Prepare("PRAGMA synchronous").Number());
        Assert.Equal(1, writer.Prepare("PRAGMA foreign_keys").Number());
        Assert.Equal(5000, writer.Prepare("PRAGMA busy_timeout").Number());
    }
}
