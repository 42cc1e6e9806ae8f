using Seckill.Sqlite.Tests.Contracts;

namespace Seckill.Sqlite.Tests.Mutants;

/// <summary>Proves that the contract suite can fail: each bug planted in a statement must be found by it.</summary>
public sealed class MutantTests
{
    [Theory]
    [InlineData("paid units do not take room", "total - pending_units - paid_units", "total - pending_units")]
    [InlineData("there is always room", "total - pending_units - paid_units", "total")]
    [InlineData("a settled sale sells on", "iif(stage = 5,", "iif(stage = 0,")]
    [InlineData("no limit for a buyer", "SELECT coalesce(sum(quantity), 0) FROM purchase WHERE row", "SELECT 0 * coalesce(sum(quantity), 0) FROM purchase WHERE row")]
    [InlineData("indexed orders take nothing from the limit", "SELECT coalesce(sum(p.quantity), 0)", "SELECT 0 * coalesce(sum(p.quantity), 0)")]
    [InlineData("an indexed sale counts for another", "b.sale = ?1 AND", "?1 = ?1 AND")]
    [InlineData("indexed orders that ended count against the limit", "b.row <= ?3 AND p.counts = 1", "b.row <= ?3")]
    [InlineData("limit over all sales", "counts = 1 AND sale = ?1", "counts = 1 AND ?1 = ?1")]
    [InlineData("ended orders count against the limit", "row = ?2 AND counts = 1 AND", "row = ?2 AND")]
    [InlineData("limit reached one unit late", "coalesce(sum(p.quantity), 0)", "coalesce(sum(p.quantity), 0) - 1")]
    [InlineData("indexed orders are not found", "FROM purchase_id WHERE id = ?1", "FROM purchase_id WHERE id = ?1 AND 0")]
    [InlineData("orders leave memory without being indexed", "INSERT INTO purchase_id (id, row) VALUES (?1, ?2)", "INSERT INTO purchase_id (id, row) SELECT ?1, ?2 WHERE 0")]
    [InlineData("terminal orders are cancelled", "WHERE row = ?1 AND status = 1 AND (?4", "WHERE row = ?1 AND (?4")]
    [InlineData("cancelled orders are paid", "paid_at = ?2 WHERE row = ?1 AND status = 1", "paid_at = ?2 WHERE row = ?1")]
    [InlineData("orders are cancelled before they are overdue", "pay_before <= ?4", "pay_before + ?4 > 0")]
    [InlineData("overdue one moment late", "pay_before <= ?4", "pay_before < ?4")]
    [InlineData("stock returns are forgotten", "keep_limit) VALUES (?1, ?2, ?3, ?4)", "keep_limit) SELECT ?1, ?2, ?3, ?4 WHERE 0")]
    [InlineData("stock returns stay for ever", "DELETE FROM stock_return WHERE id = ?1", "DELETE FROM stock_return WHERE id = ?1 AND 0")]
    [InlineData("newest stock return first", "ORDER BY sequence LIMIT ?1", "ORDER BY sequence DESC LIMIT ?1")]
    [InlineData("cancelling forgets the sale's units", "SET pending_units = pending_units - ?2 WHERE", "SET pending_units = pending_units - 0 * ?2 WHERE")]
    [InlineData("cancelling forgets the buyer's limit", "counts = ?3", "counts = 1")]
    [InlineData("cancelling never keeps the limit", "counts = ?3", "counts = 0")]
    [InlineData("void rows count against the limit", "9, ?9, ?10, ?10,", "9, ?9, ?10, 1,")]
    [InlineData("paying forgets the paid units", "paid_units = paid_units + ?2", "paid_units = paid_units")]
    [InlineData("paying keeps the pending units", "pending_units - ?2, paid_units", "pending_units, paid_units")]
    [InlineData("transfers are not recorded", "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)", "SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE 0")]
    [InlineData("transfers of all providers are one", "provider = ?1 AND transaction_id", "?1 = ?1 AND transaction_id")]
    [InlineData("a cut may reach into paid units", "total - ?2 >= pending_units + paid_units", "total - ?2 >= pending_units")]
    [InlineData("a cut one unit too careful", "total - ?2 >= pending_units + paid_units", "total - ?2 > pending_units + paid_units")]
    [InlineData("an addition is not in the total", "SET total = total + ?2", "SET total = total + 0 * ?2")]
    [InlineData("numbers of adjustments are not used up", "SET adjustment_sequence = ?2", "SET adjustment_sequence = 0 * ?2")]
    [InlineData("adjustments never end", "SET status = ?3 WHERE sale", "SET status = 1 + 0 * ?3 WHERE sale")]
    [InlineData("a rebuild keeps the epoch", "epoch = epoch + 1", "epoch = epoch")]
    [InlineData("a rebuild leaves paid orders out", "status IN (1, 2)", "status = 1")]
    [InlineData("a rebuild takes cancelled orders in", "status IN (1, 2)", "status < 9")]
    [InlineData("a rebuild forgets held units", "keep_limit = 1 GROUP", "keep_limit = 2 GROUP")]
    [InlineData("counted inventory is not looked at", "allotted + excluded.allotted <= on_hand", "1")]
    [InlineData("unsold units are not given back", "allotted = allotted - ?2", "allotted = allotted - 0 * ?2")]
    [InlineData("settings change under any version", "AND version = ?2 AND stage < 4", "AND ?2 = ?2 AND stage < 4")]
    [InlineData("quiet in spite of stock returns", "SELECT 1 FROM stock_return WHERE sale = ?1", "SELECT 1 FROM stock_return WHERE 0")]
    [InlineData("void rows are listed as orders", "p.sale = ?1 AND p.status <> 9", "p.sale = ?1")]
    [InlineData("paid orders become overdue", "p.status = 1 AND p.pay_before", "p.status < 3 AND p.pay_before")]
    [InlineData("a buyer's indexed orders are not listed", "FROM purchase_buyer WHERE buyer = ?1", "FROM purchase_buyer WHERE 0 AND buyer = ?1")]
    [InlineData("paid orders are booked at every call", "WHERE row = ?1 AND status = 2 AND synced = 0", "WHERE row = ?1 AND status = 2")]
    [InlineData("unpaid orders are booked", "WHERE row = ?1 AND status = 2 AND synced = 0", "WHERE row = ?1 AND synced = 0")]
    [InlineData("orders are booked without a mark", "SET synced = 1 WHERE", "SET synced = 0 WHERE")]
    [InlineData("sold units stay on hand", "on_hand = max(on_hand - ?2, 0)", "on_hand = on_hand")]
    [InlineData("sold units stay allotted", "0), allotted = allotted - ?2", "0), allotted = allotted - 0 * ?2")]
    [InlineData("what is not counted becomes counted", "max(on_hand - ?2, 0)", "max(coalesce(on_hand, 0) - ?2, 0)")]
    [InlineData("a count too low stops the booking", "max(on_hand - ?2, 0)", "on_hand - ?2")]
    [InlineData("units of one product are booked for all", "- ?2 WHERE product = ?1", "- ?2 WHERE ?1 = ?1")]
    [InlineData("booked orders are still to be booked", "p.synced = 0 AND p.paid_at", "p.paid_at")]
    [InlineData("orders are to be booked one moment late", "p.paid_at <= ?1", "p.paid_at < ?1")]
    [InlineData("newest payment first", "ORDER BY p.paid_at, p.row", "ORDER BY p.paid_at DESC, p.row")]
    [InlineData("a list of one state has all", "(?1 IS NULL OR p.status = ?1)", "(?1 IS NULL OR 1)")]
    [InlineData("a list of all has unpaid ones only", "(?1 IS NULL OR p.status = ?1)", "p.status = coalesce(?1, 1)")]
    [InlineData("a list of all begins with the oldest", "p.status = ?1) ORDER BY p.row DESC", "p.status = ?1) ORDER BY p.row")]
    [InlineData("refunds are never marked", "SET announced = 1 WHERE provider", "SET announced = 0 WHERE provider")]
    [InlineData("a refund marks its namesakes of other gateways", "announced = 1 WHERE provider = ?1", "announced = 1 WHERE ?1 = ?1")]
    [InlineData("payments that paid are to be refunded", "outcome = 1 AND announced = 0 ORDER BY at", "announced = 0 ORDER BY at")]
    [InlineData("newest refund first", "announced = 0 ORDER BY at", "announced = 0 ORDER BY at DESC")]
    [InlineData("returning units are counted, not summed up", "coalesce(sum(quantity), 0) FROM stock_return", "count(*) FROM stock_return")]
    [InlineData("every caller gets his own secret", "(name) DO NOTHING", "(name) DO UPDATE SET value = excluded.value")]
    public async Task PlantedBug_IsFoundByTheSuite(string what, string find, string replace)
    {
        var bug = new PlantedBug(find, replace);
        bug.Arm();

        var failed = await ContractSuite.FirstFailureAsync(ContractSuite.Classes);

        Assert.True(bug.IsPlanted, $"No statement has the text that '{what}' replaces.");
        Assert.True(failed is not null, $"Nothing found that {what}.");
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: found by {failed}");
    }

    [Theory]
    [InlineData("total - pending_units - paid_units", "total - pending_units")]
    [InlineData("SELECT coalesce(sum(quantity), 0) FROM purchase WHERE row", "SELECT 0 * coalesce(sum(quantity), 0) FROM purchase WHERE row")]
    [InlineData("FROM purchase_id WHERE id = ?1", "FROM purchase_id WHERE id = ?1 AND 0")]
    [InlineData("WHERE row = ?1 AND status = 1 AND (?4", "WHERE row = ?1 AND (?4")]
    [InlineData("paid_at = ?2 WHERE row = ?1 AND status = 1", "paid_at = ?2 WHERE row = ?1")]
    [InlineData("keep_limit) VALUES (?1, ?2, ?3, ?4)", "keep_limit) SELECT ?1, ?2, ?3, ?4 WHERE 0")]
    [InlineData("SET pending_units = pending_units - ?2 WHERE", "SET pending_units = pending_units - 0 * ?2 WHERE")]
    [InlineData("counts = ?3", "counts = 1")]
    [InlineData("total - ?2 >= pending_units + paid_units", "total - ?2 >= pending_units")]
    public async Task PlantedBug_IsFoundByTheModelAlone(string find, string replace)
    {
        var bug = new PlantedBug(find, replace);
        bug.Arm();

        var failed = await ContractSuite.FirstFailureAsync(typeof(ShortModelTests));

        Assert.True(bug.IsPlanted);
        Assert.NotNull(failed);
    }

    [Fact]
    public async Task NoBug_NothingIsFound()
    {
        var bug = new PlantedBug("a text that no statement has", "");
        bug.Arm();

        Assert.Null(await ContractSuite.FirstFailureAsync(ContractSuite.Classes.Where(t => t != typeof(SqliteOrderLedgerModelTests))));
        Assert.Null(await ContractSuite.FirstFailureAsync(typeof(ShortModelTests)));
        Assert.False(bug.IsPlanted);
    }

    private sealed class ShortModelTests : SqliteOrderLedgerModelTests
    {
        protected override long Sequences => 300;
    }
}
