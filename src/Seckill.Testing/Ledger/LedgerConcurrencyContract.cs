using System.Globalization;
using Seckill.Ledger;

namespace Seckill.Testing.Ledger;

/// <summary>What the ledger promises when many call at once.</summary>
public abstract class LedgerConcurrencyContract : LedgerContract
{
    private const int Lanes = 8;

    [Fact]
    public async Task Create_ManyAtOnce_SellsExactlyTheTotal()
    {
        var sale = await NewSaleAsync(stock: 500, limit: 1);
        var batches = Enumerable.Range(0, 100)
            .Select(b => Enumerable.Range(0, 10).Select(i => NewOrder(sale, $"b{b}-{i}", limit: 1)).ToArray())
            .ToArray();

        var results = await AtOnceAsync(batches, async batch => await Ledger.Orders.CreateAsync(batch, Token));

        var orders = results.SelectMany(r => r).Select(r => r.Order!).ToList();
        Assert.Equal(500, orders.Count(o => o.Status is OrderStatus.PendingPayment));
        Assert.Equal(500, orders.Count(o => o.Reason is EndReason.SoldOut));
        await AssertUnitsAsync(sale, total: 500, pending: 500, paid: 0);
        Assert.Equal(500, (await Ledger.Orders.ListReturnsAsync(sale.Id, 1000, Token)).Count);
        Assert.Equal(500, (await Ledger.Book.BeginRebuildAsync(sale.Id, Token))!.LiveOrders.Count);
    }

    [Fact]
    public async Task Create_OneBuyerManyTimesAtOnce_StaysWithinTheLimit()
    {
        var sale = await NewSaleAsync(stock: 500, limit: 3);
        var drafts = Enumerable.Range(0, 200).Select(_ => NewOrder(sale, limit: 3)).ToArray();

        var results = await AtOnceAsync(drafts, CreateAsync);

        Assert.Equal(3, results.Count(r => r.Order!.Status is OrderStatus.PendingPayment));
        await AssertUnitsAsync(sale, total: 500, pending: 3, paid: 0);
    }

    [Fact]
    public async Task Create_SameIdManyTimesAtOnce_IsWrittenOnce()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale);

        var results = await AtOnceAsync(Enumerable.Repeat(draft, 100).ToArray(), CreateAsync);

        Assert.Single(results, r => r.Created);
        Assert.All(results, r => Assert.Equal(results[0].Order, r.Order));
        await AssertUnitsAsync(sale, total: 10, pending: 1, paid: 0);
    }

    [Fact]
    public async Task PayAgainstCancel_ExactlyOneWinsEachOrder()
    {
        var sale = await NewSaleAsync(stock: 300, limit: 1);
        var drafts = Enumerable.Range(0, 300).Select(i => NewOrder(sale, $"b{i}", limit: 1)).ToArray();
        await Ledger.Orders.CreateAsync(drafts, Token);

        var results = await AtOnceAsync(drafts, async draft =>
        {
            var pay = Task.Run(() => PayAsync(draft, draft.Buyer.Value), Token);
            var cancel = Task.Run(() => CancelAsync(draft), Token);
            return (Paid: await pay, Cancelled: await cancel);
        });

        var paid = results.Count(r => r.Paid.Outcome is PaymentOutcome.Paid);
        Assert.All(results, r => Assert.NotEqual(r.Paid.Outcome is PaymentOutcome.Paid, r.Cancelled.Changed));
        Assert.All(results, r => Assert.True(r.Paid.Outcome is PaymentOutcome.Paid or PaymentOutcome.Refund));
        await AssertUnitsAsync(sale, total: 300, pending: 0, paid: paid);
        Assert.Equal(300 - paid, (await Ledger.Orders.ListReturnsAsync(sale.Id, 1000, Token)).Count);
    }

    [Fact]
    public async Task Pay_ManyTransactionsAtOnce_OneIsPaidAndAllOthersRefunded()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale);
        await PlaceAsync(draft);
        var transactions = Enumerable.Range(0, 100).Select(i => (i / 2).ToString(CultureInfo.InvariantCulture)).ToArray();

        var results = await AtOnceAsync(transactions, transaction => PayAsync(draft, transaction));

        Assert.Equal(50, results.Count(r => r.Changed));
        Assert.Equal(1, results.Count(r => r is { Changed: true, Outcome: PaymentOutcome.Paid }));
        Assert.Equal(2, results.Count(r => r.Outcome is PaymentOutcome.Paid));
        await AssertUnitsAsync(sale, total: 10, pending: 0, paid: 1);
    }

    [Fact]
    public async Task AdjustDownAgainstCreate_NeverGoesBelowWhatIsCommitted()
    {
        var sale = await NewSaleAsync(stock: 100, limit: 1);
        var drafts = Enumerable.Range(0, 200).Select(i => NewOrder(sale, $"b{i}", limit: 1)).ToArray();

        var creating = AtOnceAsync(drafts, CreateAsync);
        for (var i = 0; i < 20; i++)
        {
            await Ledger.Book.OpenAdjustmentAsync(sale.Id, $"a{i}", -3, "why", Token);
            await Ledger.Book.EndAdjustmentAsync(sale.Id, $"a{i}", applied: true, Token);
            var now = await Ledger.Sales.FindAsync(sale.Id, Token);
            Assert.True(now!.Committed <= now.Total, $"{now.Committed} of {now.Total} units are committed.");
        }

        var orders = (await creating).Count(r => r.Order!.Status is OrderStatus.PendingPayment);
        var end = await Ledger.Sales.FindAsync(sale.Id, Token);
        Assert.Equal((orders, 20L), (end!.PendingUnits, end.AdjustmentSequence));
        Assert.Equal(end.Total, (await Ledger.Inventory.FindAsync(sale.Product, Token))!.Allotted);
    }

    [Fact]
    public async Task Reads_WhileOrdersAreWritten_SeeWholeTransactions()
    {
        var sale = await NewSaleAsync(stock: 2000, limit: 1);
        var batches = Enumerable.Range(0, 100)
            .Select(b => Enumerable.Range(0, 10).Select(i => NewOrder(sale, $"b{b}-{i}", limit: 1)).ToArray())
            .ToArray();

        var creating = AtOnceAsync(batches, async batch => await Ledger.Orders.CreateAsync(batch, Token));
        while (!creating.IsCompleted)
        {
            foreach (var batch in batches)
            {
                var found = await Ledger.Orders.FindAsync(batch.Select(d => d.Id).ToArray(), Token);
                Assert.True(found.All(o => o is null) || found.All(o => o is not null), "Half a batch was seen.");
            }
        }

        await creating;
        await AssertUnitsAsync(sale, total: 2000, pending: 1000, paid: 0);
    }

    private static async Task<List<TResult>> AtOnceAsync<TItem, TResult>(IReadOnlyList<TItem> items, Func<TItem, Task<TResult>> work)
    {
        var lanes = Enumerable.Range(0, Lanes).Select(lane => Task.Run(
            async () =>
            {
                var calls = items.Where((_, i) => i % Lanes == lane).Select(work).ToList();
                return await Task.WhenAll(calls);
            },
            Token));
        return (await Task.WhenAll(lanes)).SelectMany(r => r).ToList();
    }
}
