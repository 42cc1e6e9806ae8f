using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sales;

namespace Seckill.Testing.Ledger;

/// <summary>What <see cref="IOrderLedger.SyncPaidAsync"/> and the lists of what it has to do promise.</summary>
public abstract class OrderSyncContract : LedgerContract
{
    private static readonly ProductId s_phone = ProductId.Parse("phone");
    private static readonly ProductId s_watch = ProductId.Parse("watch");

    [Fact]
    public async Task Sync_PaidOrder_IsBookedOnce()
    {
        await Ledger.Inventory.SetOnHandAsync(s_phone, 20, Token);
        var order = await PaidAsync(await NewSaleAsync(), "b1", quantity: 2);
        Assert.False(order.IsSynced);

        await SyncAsync(order.Id);

        Assert.Equal(new InventoryRow(s_phone, 18, 8), await Ledger.Inventory.FindAsync(s_phone, Token));
        Assert.Equal(order with { IsSynced = true }, await Ledger.Orders.FindAsync(order.Id, Token));

        await SyncAsync(order.Id);
        await SyncAsync(order.Id, order.Id);

        Assert.Equal(new InventoryRow(s_phone, 18, 8), await Ledger.Inventory.FindAsync(s_phone, Token));
    }

    [Fact]
    public async Task Sync_IdTwiceInOneCall_IsBookedOnce()
    {
        await Ledger.Inventory.SetOnHandAsync(s_phone, 20, Token);
        var order = await PaidAsync(await NewSaleAsync(), "b1", quantity: 2);

        await SyncAsync(order.Id, order.Id);

        Assert.Equal(new InventoryRow(s_phone, 18, 8), await Ledger.Inventory.FindAsync(s_phone, Token));
    }

    [Fact]
    public async Task Sync_SeveralSalesAtOnce_BooksEachProductItsOwn()
    {
        await Ledger.Inventory.SetOnHandAsync(s_phone, 30, Token);
        await Ledger.Inventory.SetOnHandAsync(s_watch, 7, Token);
        var first = await NewSaleAsync(stock: 10);
        var second = await NewSaleAsync(stock: 5);
        var watches = await NewSaleAsync(stock: 4, product: "watch");

        await SyncAsync(
            (await PaidAsync(first, "b1", quantity: 2)).Id,
            (await PaidAsync(watches, "b1", quantity: 1)).Id,
            (await PaidAsync(second, "b1", quantity: 1)).Id,
            (await PaidAsync(first, "b2", quantity: 1)).Id);

        Assert.Equal(new InventoryRow(s_phone, 26, 11), await Ledger.Inventory.FindAsync(s_phone, Token));
        Assert.Equal(new InventoryRow(s_watch, 6, 3), await Ledger.Inventory.FindAsync(s_watch, Token));
    }

    [Fact]
    public async Task Sync_WhatIsNotPaid_IsPassedOver()
    {
        await Ledger.Inventory.SetOnHandAsync(s_phone, 20, Token);
        var sale = await NewSaleAsync();
        var pending = NewOrder(sale, "b1");
        var cancelled = NewOrder(sale, "b2");
        var forbidden = NewOrder(sale, "b3");
        await PlaceAsync(pending);
        await PlaceAsync(cancelled);
        await CancelAsync(cancelled);
        await CancelAsync(forbidden);
        var paid = await PaidAsync(sale, "b4", quantity: 1);

        await SyncAsync(pending.Id, cancelled.Id, forbidden.Id, NewId(sale.Ordinal), NewId(4_000_000), paid.Id);

        Assert.Equal(new InventoryRow(s_phone, 19, 9), await Ledger.Inventory.FindAsync(s_phone, Token));
        await PayAsync(pending, "later");
        await SyncAsync(pending.Id);
        Assert.Equal(new InventoryRow(s_phone, 18, 8), await Ledger.Inventory.FindAsync(s_phone, Token));
        await SyncAsync();
    }

    [Fact]
    public async Task Sync_Uncounted_StaysUncounted()
    {
        var order = await PaidAsync(await NewSaleAsync(), "b1", quantity: 2);

        await SyncAsync(order.Id);

        Assert.Equal(new InventoryRow(s_phone, null, 8), await Ledger.Inventory.FindAsync(s_phone, Token));
    }

    [Fact]
    public async Task Sync_MoreThanWasCountedSince_BooksWhatIsThere()
    {
        var sale = await NewSaleAsync();
        var order = await PaidAsync(sale, "b1", quantity: 2);
        await Ledger.Inventory.SetOnHandAsync(s_phone, 1, Token);

        await SyncAsync(order.Id);

        Assert.Equal(new InventoryRow(s_phone, 0, 8), await Ledger.Inventory.FindAsync(s_phone, Token));
        Assert.True((await Ledger.Orders.FindAsync(order.Id, Token))!.IsSynced);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sync_SettledSale_LeavesNothingAllotted(bool beforeSettling)
    {
        await Ledger.Inventory.SetOnHandAsync(s_phone, 20, Token);
        var sale = await NewSaleAsync();
        var order = await PaidAsync(sale, "b1", quantity: 2);
        await SyncAsync(beforeSettling ? [order.Id] : []);

        var settled = await Ledger.Sales.MoveAsync(sale.Id, [SaleStage.Published], SaleStage.Settled, Token);
        await SyncAsync(order.Id);

        Assert.Equal(LedgerOutcome.Ok, settled.Outcome);
        Assert.Equal(new InventoryRow(s_phone, 18, 0), await Ledger.Inventory.FindAsync(s_phone, Token));
    }

    [Fact]
    public async Task ListUnsynced_GivesPaidOrdersOldestFirst()
    {
        var sale = await NewSaleAsync();
        await PlaceAsync(NewOrder(sale, "b0"));
        await CancelAsync(NewOrder(sale, "b9"));
        var orders = new List<Order>();
        foreach (var buyer in new[] { "b1", "b2", "b3", "b4" })
        {
            Clock.Advance(TimeSpan.FromSeconds(10));
            orders.Add(await PaidAsync(sale, buyer, quantity: 1));
        }

        var last = orders[^1].PaidAt!.Value;
        Assert.Equal(orders, await ListUnsyncedAsync(last));
        Assert.Equal(orders.Take(3), await ListUnsyncedAsync(last.AddMilliseconds(-1)));
        Assert.Equal(orders.Take(2), await ListUnsyncedAsync(last, take: 2));
        Assert.Empty(await ListUnsyncedAsync(orders[0].PaidAt!.Value.AddMilliseconds(-1)));

        await SyncAsync(orders[0].Id, orders[2].Id);

        Assert.Equal([orders[1], orders[3]], await ListUnsyncedAsync(last));
    }

    [Fact]
    public async Task List_GivesRowsOfAllSalesNewestFirst()
    {
        var one = await NewSaleAsync(stock: 3);
        var two = await NewSaleAsync(product: "watch");
        OrderDraft[] drafts = [NewOrder(one, "b1"), NewOrder(two, "b2"), NewOrder(one, "b3"), NewOrder(two, "b4"), NewOrder(one, "b5"), NewOrder(one, "b6")];
        await Ledger.Orders.CreateAsync(drafts, Token);
        await PayAsync(drafts[1]);
        await CancelAsync(drafts[3]);

        await AssertPageAsync(null, 1, 3, true, [5, 4, 3]);
        await AssertPageAsync(null, 2, 3, false, [2, 1, 0]);
        await AssertPageAsync(OrderStatus.PendingPayment, 1, 2, true, [4, 2]);
        await AssertPageAsync(OrderStatus.PendingPayment, 2, 2, false, [0]);
        await AssertPageAsync(OrderStatus.Paid, 1, 2, false, [1]);
        await AssertPageAsync(OrderStatus.Cancelled, 1, 1, false, [3]);
        await AssertPageAsync(OrderStatus.Void, 1, 2, false, [5]);
        await AssertPageAsync(OrderStatus.Void, 2, 2, false, []);

        async Task AssertPageAsync(OrderStatus? status, int page, int size, bool hasMore, int[] expected)
        {
            var list = await Ledger.Orders.ListAsync(status, page, size, Token);
            Assert.Equal(expected, list.Items.Select(o => Array.FindIndex(drafts, d => d.Id == o.Id)));
            Assert.Equal(hasMore, list.HasMore);
        }
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 0)]
    public async Task List_PageOrSizeBelowOne_IsRefused(int page, int size) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Ledger.Orders.ListAsync(null, page, size, Token));

    [Fact]
    public async Task ListUnsynced_NothingToTake_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await ListUnsyncedAsync(Clock.GetUtcNow(), take: 0));

    private async Task<Order> PaidAsync(Sale sale, string buyer, int quantity)
    {
        var draft = NewOrder(sale, buyer, quantity);
        await PlaceAsync(draft);
        return (await PayAsync(draft, $"t-{draft.Id}")).Order!;
    }

    private async Task SyncAsync(params PurchaseId[] ids) => await Ledger.Orders.SyncPaidAsync(ids, Token);

    private async Task<IReadOnlyList<Order>> ListUnsyncedAsync(DateTimeOffset paidUntil, int take = 10) =>
        await Ledger.Orders.ListUnsyncedAsync(paidUntil, take, Token);
}
