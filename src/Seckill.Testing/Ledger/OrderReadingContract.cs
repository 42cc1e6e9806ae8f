using Seckill.Ids;
using Seckill.Ledger;

namespace Seckill.Testing.Ledger;

/// <summary>What the reads of <see cref="IOrderLedger"/> promise.</summary>
public abstract class OrderReadingContract : LedgerContract
{
    [Fact]
    public async Task Find_UnknownId_IsNull()
    {
        var sale = await NewSaleAsync();

        Assert.Null(await Ledger.Orders.FindAsync(NewId(sale.Ordinal), Token));
    }

    [Fact]
    public async Task Find_ManyIds_KeepsTheOrderAsked()
    {
        var sale = await NewSaleAsync();
        var first = await PlaceAsync(NewOrder(sale, "b1"));
        var second = await PlaceAsync(NewOrder(sale, "b2"));

        var found = await Ledger.Orders.FindAsync([second.Id, NewId(sale.Ordinal), first.Id, second.Id], Token);

        Assert.Equal([second, null, first, second], found);
        Assert.Empty(await Ledger.Orders.FindAsync([], Token));
    }

    [Fact]
    public async Task ListByBuyer_GivesAllRowsOfTheBuyerNewestFirst()
    {
        var one = await NewSaleAsync(stock: 2);
        var two = await NewSaleAsync();
        OrderDraft[] drafts =
        [
            NewOrder(one), NewOrder(two), NewOrder(one), NewOrder(two), NewOrder(one, quantity: 2), NewOrder(one, "b2", quantity: 2),
        ];
        await Ledger.Orders.CreateAsync(drafts, Token);
        await CancelAsync(drafts[1]);

        var first = await ListAsync(1, 3);
        var second = await ListAsync(2, 3);

        Assert.Equal([drafts[4].Id, drafts[3].Id, drafts[2].Id], first.Items.Select(o => o.Id));
        Assert.True(first.HasMore);
        Assert.Equal([drafts[1].Id, drafts[0].Id], second.Items.Select(o => o.Id));
        Assert.False(second.HasMore);
        Assert.Equal([OrderStatus.Void], first.Items.Take(1).Select(o => o.Status));
        Assert.False((await ListAsync(1, 5)).HasMore);
        Assert.Empty((await ListAsync(3, 3)).Items);

        async Task<OrderPage> ListAsync(int page, int size) => await Ledger.Orders.ListByBuyerAsync(BuyerId.Parse("b1"), page, size, Token);
    }

    [Fact]
    public async Task ListBySale_LeavesVoidRowsOut()
    {
        var sale = await NewSaleAsync(stock: 3);
        var other = await NewSaleAsync();
        OrderDraft[] drafts =
        [
            NewOrder(sale, "b1"), NewOrder(other, "b1"), NewOrder(sale, "b2"), NewOrder(sale, "b3"), NewOrder(sale, "b4"),
        ];
        await Ledger.Orders.CreateAsync(drafts, Token);
        await PayAsync(drafts[0]);
        await CancelAsync(drafts[2]);

        var first = await Ledger.Orders.ListBySaleAsync(sale.Id, 1, 2, Token);
        var second = await Ledger.Orders.ListBySaleAsync(sale.Id, 2, 2, Token);

        Assert.Equal([drafts[3].Id, drafts[2].Id], first.Items.Select(o => o.Id));
        Assert.True(first.HasMore);
        Assert.Equal([drafts[0].Id], second.Items.Select(o => o.Id));
        Assert.False(second.HasMore);
        Assert.Empty((await Ledger.Orders.ListBySaleAsync(SaleId.Parse("nothing"), 1, 2, Token)).Items);
    }

    [Fact]
    public async Task ListOverdue_GivesUnpaidOrdersMostOverdueFirst()
    {
        var sale = await NewSaleAsync();
        var orders = new List<Order>();
        foreach (var buyer in new[] { "b1", "b2", "b3", "b4" })
        {
            orders.Add(await PlaceAsync(NewOrder(sale, buyer)));
            Clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Empty(await ListAsync(orders[0].PayBefore.AddMilliseconds(-1)));
        Assert.Equal([orders[0]], await ListAsync(orders[0].PayBefore));
        Assert.Equal(orders.Take(3), await ListAsync(orders[2].PayBefore));
        Assert.Equal(orders.Take(2), await ListAsync(orders[3].PayBefore, take: 2));

        await CancelAsync(Draft(orders[0]));
        await PayAsync(Draft(orders[1]));

        Assert.Equal(orders.Skip(2), await ListAsync(orders[3].PayBefore));

        async Task<IReadOnlyList<Order>> ListAsync(DateTimeOffset asOf, int take = 10) => await Ledger.Orders.ListOverdueAsync(asOf, take, Token);
        static OrderDraft Draft(Order order) => new(order.Id, order.Buyer, order.Quantity, order.UnitPrice.Amount, order.PerBuyerLimit);
    }

    [Fact]
    public async Task ListOverdue_VoidRows_AreNeverOverdue()
    {
        var sale = await NewSaleAsync();
        await CancelAsync(NewOrder(sale));
        Clock.Advance(TimeSpan.FromDays(1));

        Assert.Empty(await Ledger.Orders.ListOverdueAsync(Clock.GetUtcNow(), 10, Token));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 0)]
    public async Task List_PageOrSizeBelowOne_IsRefused(int page, int size)
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await Ledger.Orders.ListByBuyerAsync(BuyerId.Parse("b1"), page, size, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await Ledger.Orders.ListBySaleAsync(SaleId.Parse("s1"), page, size, Token));
    }
}
