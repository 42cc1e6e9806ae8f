using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sales;
using Seckill.Testing.Ledger;

namespace Seckill.Sqlite.Tests.Durability;

/// <summary>The file's indexes follow the orders in bulk; nobody may see a difference, at no moment, and after no crash.</summary>
public sealed class FoldingTests : IDisposable
{
    private const int RowsInMemory = 64;

    private readonly TestFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Path => _folder.File("ledger.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WhileFolding_EveryAnsweredOrderIsFoundByIdAndByBuyer()
    {
        await using var ledger = TestLedger.Open(Path, rowsInMemory: RowsInMemory);
        var sale = await NewSaleAsync(ledger);
        var answered = new List<OrderDraft>();
        for (var batch = 0; batch < 200; batch++)
        {
            var drafts = Drafts(sale, batch * 20, 20);
            await ledger.Orders.CreateAsync(drafts, Token);
            answered.AddRange(drafts);

            Assert.DoesNotContain(null, await ledger.Orders.FindAsync(answered.Select(d => d.Id).ToList(), Token));
            var buyer = answered[batch].Buyer;
            var page = await ledger.Orders.ListByBuyerAsync(buyer, 1, answered.Count, Token);
            Assert.Equal(answered.Where(d => d.Buyer == buyer).Select(d => d.Id).Reverse(), page.Items.Select(o => o.Id));
        }
    }

    [Fact]
    public async Task CopiesTakenWhileFolding_HoldEverythingAndRefuseRepeats()
    {
        await using var ledger = TestLedger.Open(Path, rowsInMemory: RowsInMemory);
        var sale = await NewSaleAsync(ledger);
        var answered = new List<OrderDraft>();
        for (var batch = 0; batch < 40; batch++)
        {
            var drafts = Drafts(sale, batch * 20, 20);
            await ledger.Orders.CreateAsync(drafts, Token);
            answered.AddRange(drafts);
            if (batch % 8 == 7)
            {
                await using var copy = Copy($"copy{batch}.db");
                await AssertHoldsAsync(copy, sale, answered);
            }
        }
    }

    [Fact]
    public async Task TwoProcessesOnOneFile_SeeEachOthersOrders()
    {
        await using var one = TestLedger.Open(Path, rowsInMemory: RowsInMemory);
        var sale = await NewSaleAsync(one);
        await using var other = TestLedger.Open(Path, rowsInMemory: RowsInMemory);
        var answered = new List<OrderDraft>();
        for (var batch = 0; batch < 40; batch++)
        {
            var drafts = Drafts(sale, batch * 10, 10);
            var (writer, reader) = batch % 2 == 0 ? (one, other) : (other, one);
            await writer.Orders.CreateAsync(drafts, Token);
            answered.AddRange(drafts);

            Assert.All(await reader.Orders.CreateAsync(drafts, Token), result => Assert.False(result.Created));
            Assert.DoesNotContain(null, await reader.Orders.FindAsync(drafts.Select(d => d.Id).ToList(), Token));
        }

        await AssertHoldsAsync(one, sale, answered);
        await AssertHoldsAsync(other, sale, answered);
    }

    private static async Task AssertHoldsAsync(LedgerUnderTest ledger, Sale sale, IReadOnlyList<OrderDraft> answered)
    {
        Assert.DoesNotContain(null, await ledger.Orders.FindAsync(answered.Select(d => d.Id).ToList(), Token));
        Assert.All(await ledger.Orders.CreateAsync(answered.ToList(), Token), result => Assert.False(result.Created));

        var greedy = answered[0] with { Id = new PurchaseId(sale.Ordinal, 1, 1, 0), Quantity = 1_000_000 };
        Assert.Equal(EndReason.LimitReached, (await ledger.Orders.CreateAsync([greedy with { Quantity = Limit }], Token))[0].Order!.Reason);
        Assert.Equal(answered.Count, (await ledger.Sales.FindAsync(sale.Id, Token))!.PendingUnits);
    }

    private const int Limit = 1_000;

    // The ids stand in no order, and a buyer comes back in every generation.
    private static OrderDraft[] Drafts(Sale sale, int first, int count) => [.. Enumerable.Range(first, count)
        .Select(i => new OrderDraft(new PurchaseId(sale.Ordinal, 0, (UInt128)i * 0x9E3779B97F4A7C15, 0), BuyerId.Parse($"b{i % 37}"), 1, 1, Limit))];

    private LedgerUnderTest Copy(string name)
    {
        File.Copy(Path, _folder.File(name));
        File.Copy(Path + "-wal", _folder.File(name) + "-wal");
        return TestLedger.Open(_folder.File(name), rowsInMemory: RowsInMemory);
    }

    private static async Task<Sale> NewSaleAsync(LedgerUnderTest ledger)
    {
        await ledger.Startup.MigrateAsync(Token);
        var sale = await ledger.Sales.CreateAsync(
            new SaleDraft
            {
                Product = ProductId.Parse("phone"),
                Title = "Phone",
                Price = new Money(1, "CNY"),
                Stock = 100_000,
                PerBuyerLimit = Limit,
                StartsAt = DateTimeOffset.UnixEpoch,
                EndsAt = DateTimeOffset.UnixEpoch.AddDays(1),
            },
            Token);
        return (await ledger.Sales.PublishAsync(sale.Id, Token)).Sale!;
    }
}
