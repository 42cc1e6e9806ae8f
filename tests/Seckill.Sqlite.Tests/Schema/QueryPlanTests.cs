using Seckill.Sqlite.Adjustments;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Inventories;
using Seckill.Sqlite.Orders;
using Seckill.Sqlite.Orders.Recent;
using Seckill.Sqlite.Refunds;
using Seckill.Sqlite.Returns;

namespace Seckill.Sqlite.Tests.Schema;

/// <summary>No statement may read the whole purchase table, however large it grows.</summary>
public sealed class QueryPlanTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public static TheoryData<string> Statements =>
    [
        OrderSql.Read, OrderSql.Cancel, OrderSql.Pay, OrderSql.ListBySale, OrderSql.ListOverdue,
        OrderSql.Sync, OrderSql.ListUnsynced, InventorySql.Sell, AdjustmentSql.LiveOrders, AdjustmentSql.HeldUnits, AdjustmentSql.FindOpen, StockReturnSql.ListOfSale, StockReturnSql.UnitsOfSale, RefundSql.MarkAnnounced,
        StockReturnSql.Remove, RecentRowSql.RowsAfter, RecentRowSql.FindFolded, RecentRowSql.FoldedOfBuyer, RecentRowSql.FoldedCountingUnits,
        RecentRowSql.CountingUnitsOfRow,
    ];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Statements))]
    public async Task Plan_UsesAnIndex(string sql)
    {
        var path = _folder.File("ledger.db");
        await using var ledger = TestLedger.Open(path);
        await ledger.Startup.MigrateAsync(TestContext.Current.CancellationToken);
        var file = new DatabaseFile(DatabaseSettings.Of(new SqliteLedgerOptions { Path = path }));
        using var reader = file.OpenReader();

        var plan = reader.Prepare("EXPLAIN QUERY PLAN " + sql).All(row => row.Text(3));

        Assert.NotEmpty(plan);
        Assert.DoesNotContain(plan, line => line.StartsWith("SCAN p", StringComparison.Ordinal) || line.StartsWith("SCAN s", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(OrderSql.ListBySale)]
    [InlineData(OrderSql.ListOverdue)]
    [InlineData(OrderSql.ListUnsynced)]
    [InlineData(OrderSql.List)]
    [InlineData(StockReturnSql.ListOfSale)]
    [InlineData(RefundSql.ListUnannounced)]
    [InlineData(AdjustmentSql.LiveOrders)]
    public async Task Plan_ListComesSortedFromItsIndex(string sql)
    {
        var path = _folder.File("ledger.db");
        await using var ledger = TestLedger.Open(path);
        await ledger.Startup.MigrateAsync(TestContext.Current.CancellationToken);
        var file = new DatabaseFile(DatabaseSettings.Of(new SqliteLedgerOptions { Path = path }));
        using var reader = file.OpenReader();

        var plan = reader.Prepare("EXPLAIN QUERY PLAN " + sql).All(row => row.Text(3));

        Assert.DoesNotContain(plan, line => line.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }
}
