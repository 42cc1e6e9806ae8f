using Microsoft.Extensions.Time.Testing;
using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sales;

namespace Seckill.Testing.Ledger.Model;

/// <summary>A ledger and its model side by side.</summary>
internal sealed class ModelRun(LedgerUnderTest ledger, FakeTimeProvider clock, IReadOnlyList<Sale> sales)
{
    public const int Slots = 17;
    private const int Buyers = 2;

    public LedgerUnderTest Ledger { get; } = ledger;

    public FakeTimeProvider Clock { get; } = clock;

    public LedgerModel Model { get; } = new(sales);

    public StockBookModel Book { get; private set; } = null!;

    public DateTimeOffset Now => Clock.GetUtcNow();

    public static async Task<ModelRun> StartAsync(LedgerUnderTest ledger, FakeTimeProvider clock, IReadOnlyList<SaleDraft> drafts)
    {
        var sales = new List<Sale>();
        foreach (var draft in drafts)
        {
            var sale = await ledger.Sales.CreateAsync(draft);
            sales.Add((await ledger.Sales.PublishAsync(sale.Id)).Sale!);
        }

        var run = new ModelRun(ledger, clock, sales);
        run.Book = new StockBookModel(run.Model);
        return run;
    }

    public ModelSale SaleAt(int index) => Model.Sales[sales[index % sales.Count].Ordinal];

    /// <summary>A draft under one of few ids, so that repeats are common; the last id names a sale that does not exist.</summary>
    public OrderDraft DraftAt(int slot, int quantity, int limit)
    {
        var ordinal = slot == Slots - 1 ? 4_000_000u : sales[slot % sales.Count].Ordinal;
        var id = new PurchaseId(ordinal, 0, (UInt128)(slot + 1), 7);
        return new OrderDraft(id, BuyerId.Parse($"b{slot / sales.Count % Buyers}"), quantity, sales[0].Price.Amount, limit);
    }

    /// <summary>Compares everything that can be read, and checks the laws that hold whatever was done.</summary>
    public async Task CheckAsync()
    {
        foreach (var sale in Model.Sales.Values)
        {
            await CheckSaleAsync(sale);
        }

        Assert.Equal(Model.Returns, await Ledger.Orders.ListReturnsAsync(null, 1000));
        for (var i = 0; i < Buyers; i++)
        {
            var buyer = BuyerId.Parse($"b{i}");
            var rows = await Ledger.Orders.ListByBuyerAsync(buyer, 1, 1000);
            Assert.Equal(Model.Rows.Select(r => r.Order).Where(o => o.Buyer == buyer).Reverse(), rows.Items);
        }

        Assert.Equal(Model.Rows.Select(r => r.Order).Reverse(), (await Ledger.Orders.ListAsync(null, 1, 1000)).Items);
        var unsynced = Model.Rows.Select(r => r.Order).Where(o => o is { Status: OrderStatus.Paid, IsSynced: false }).OrderBy(o => o.PaidAt);
        Assert.Equal(unsynced, await Ledger.Orders.ListUnsyncedAsync(Now, 1000));
        var unpaid = Model.Rows.Select(r => r.Order).Where(o => o.Status is OrderStatus.PendingPayment).ToList();
        var overdue = unpaid.Where(o => o.PayBefore <= Now).OrderBy(o => o.PayBefore).ToList();
        Assert.Equal(overdue, await Ledger.Orders.ListOverdueAsync(Now, 1000));
    }

    private async Task CheckSaleAsync(ModelSale sale)
    {
        var ordinal = sale.Sale.Ordinal;
        var now = (await Ledger.Sales.FindAsync(ordinal))!;
        Assert.Equal(
            (sale.Stage, sale.Limit, sale.Total, Model.UnitsOf(ordinal, OrderStatus.PendingPayment), Model.UnitsOf(ordinal, OrderStatus.Paid)),
            (now.Stage, now.PerBuyerLimit, now.Total, now.PendingUnits, now.PaidUnits));
        Assert.Equal((sale.Epoch, sale.Sequence), (now.Epoch, now.AdjustmentSequence));
        Assert.True(now.Committed <= now.Total, $"{now.Committed} of {now.Total} units are committed.");
        Assert.Equal(Model.IsQuiet(ordinal), await Ledger.Sales.IsQuietAsync(now.Id));
        Assert.Equal(sale.Open, await Ledger.Book.FindOpenAdjustmentAsync(now.Id));
        Assert.Equal(sale.Allotted, (await Ledger.Inventory.FindAsync(now.Product))!.Allotted);

        var listed = (await Ledger.Orders.ListBySaleAsync(now.Id, 1, 1000)).Items;
        var expected = Model.Rows.Select(r => r.Order).Where(o => o.Id.SaleOrdinal == ordinal && o.Status is not OrderStatus.Void).Reverse();
        Assert.Equal(expected, listed);
        Assert.Equal(now.Committed, listed.Where(o => o.Status is not OrderStatus.Cancelled).Sum(o => (long)o.Quantity));
    }
}
