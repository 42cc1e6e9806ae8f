using Seckill.Ledger;

namespace Seckill.Testing.Ledger;

/// <summary>What <see cref="IOrderLedger.CancelAsync"/> and the stock returns promise.</summary>
public abstract class OrderCancellationContract : LedgerContract
{
    [Fact]
    public async Task Cancel_PendingOrder_EndsItAndGivesUnitsAndLimitBack()
    {
        var sale = await NewSaleAsync(stock: 2, limit: 2);
        var draft = NewOrder(sale, quantity: 2);
        var order = await PlaceAsync(draft);

        var result = await CancelAsync(draft, EndReason.PaymentTimeout);

        Assert.True(result.Changed);
        Assert.Equal(order with { Status = OrderStatus.Cancelled, Reason = EndReason.PaymentTimeout }, result.Order);
        Assert.Equal(result.Order, await Ledger.Orders.FindAsync(draft.Id, Token));
        await AssertUnitsAsync(sale, total: 2, pending: 0, paid: 0);
        await AssertReturnsAsync(sale, new StockReturn(draft.Id, 2, false));
        await PlaceAsync(NewOrder(sale, quantity: 2));
    }

    [Fact]
    public async Task Cancel_KeepLimit_GivesUnitsBackButNotTheLimit()
    {
        var sale = await NewSaleAsync(stock: 2, limit: 2);
        var draft = NewOrder(sale, "b1", quantity: 2);
        await PlaceAsync(draft);

        await CancelAsync(draft, EndReason.PaymentTimeout, keepLimit: true);

        await AssertReturnsAsync(sale, new StockReturn(draft.Id, 2, true));
        Assert.Equal(EndReason.LimitReached, (await CreateAsync(NewOrder(sale, "b1"))).Order!.Reason);
        await PlaceAsync(NewOrder(sale, "b2", quantity: 2));
    }

    [Fact]
    public async Task Cancel_Twice_ChangesOnce()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale);
        await PlaceAsync(draft);
        var first = await CancelAsync(draft, EndReason.CancelledByBuyer);

        var second = await CancelAsync(draft, EndReason.PaymentTimeout, keepLimit: true);

        Assert.Equal(new CancelResult(first.Order, Changed: false), second);
        await AssertUnitsAsync(sale, total: 10, pending: 0, paid: 0);
        await AssertReturnsAsync(sale, new StockReturn(draft.Id, 1, false));
    }

    [Fact]
    public async Task Cancel_OnlyIfAbsent_LeavesAnOrderAlone_AndForbidsALateOne()
    {
        var sale = await NewSaleAsync();
        var (there, absent) = (NewOrder(sale), NewOrder(sale));
        var order = await PlaceAsync(there);

        var results = await Ledger.Orders.CancelAsync(
            [new CancelRequest(there, EndReason.OrderFailed, OnlyIfAbsent: true), new CancelRequest(absent, EndReason.OrderFailed, OnlyIfAbsent: true)],
            Token);

        Assert.Equal(new CancelResult(order, Changed: false), results[0]);
        Assert.Equal((OrderStatus.Void, true), (results[1].Order!.Status, results[1].Changed));
        Assert.Equal(OrderStatus.Void, (await CreateAsync(absent)).Order!.Status);
        await AssertUnitsAsync(sale, total: 10, pending: 1, paid: 0);
    }

    [Fact]
    public async Task Cancel_SameIdTwiceInABatch_ChangesOnce()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale);
        await PlaceAsync(draft);
        var request = new CancelRequest(draft, EndReason.CancelledByBuyer);

        var results = await Ledger.Orders.CancelAsync([request, request], Token);

        Assert.Equal([true, false], results.Select(r => r.Changed));
        await AssertUnitsAsync(sale, total: 10, pending: 0, paid: 0);
    }

    [Fact]
    public async Task Cancel_PaidOrder_IsLeftAlone()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale);
        await PlaceAsync(draft);
        var paid = await PayAsync(draft);

        Assert.Equal(new CancelResult(paid.Order, Changed: false), await CancelAsync(draft));

        await AssertUnitsAsync(sale, total: 10, pending: 0, paid: 1);
        await AssertReturnsAsync(sale);
    }

    [Fact]
    public async Task Cancel_NoRow_WritesTheVoidRowThatForbidsALateOrder()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale, quantity: 2);

        var result = await CancelAsync(draft, EndReason.DeadLettered);

        Assert.True(result.Changed);
        Assert.Equal((OrderStatus.Void, EndReason.DeadLettered), (result.Order!.Status, result.Order.Reason));
        Assert.Equal(result.Order, await Ledger.Orders.FindAsync(draft.Id, Token));
        Assert.Equal(new CreateResult(result.Order, Created: false), await CreateAsync(draft));
        await AssertUnitsAsync(sale, total: 10, pending: 0, paid: 0);
        await AssertReturnsAsync(sale, new StockReturn(draft.Id, 2, false));
    }

    [Fact]
    public async Task Cancel_NoRow_LeavesTheLimitFree()
    {
        var sale = await NewSaleAsync(limit: 2);
        await CancelAsync(NewOrder(sale, quantity: 2));

        await PlaceAsync(NewOrder(sale, quantity: 2));
    }

    [Fact]
    public async Task Cancel_NoRowAndKeepLimit_CountsAgainstTheLimit()
    {
        var sale = await NewSaleAsync(limit: 2);
        await CancelAsync(NewOrder(sale, quantity: 2), keepLimit: true);

        Assert.Equal(EndReason.LimitReached, (await CreateAsync(NewOrder(sale))).Order!.Reason);
    }

    [Fact]
    public async Task Cancel_VoidRow_IsLeftAlone()
    {
        var sale = await NewSaleAsync(stock: 1);
        await PlaceAsync(NewOrder(sale, "b1"));
        var refused = NewOrder(sale, "b2");
        var row = await CreateAsync(refused);

        Assert.Equal(new CancelResult(row.Order, Changed: false), await CancelAsync(refused));

        await AssertReturnsAsync(sale, new StockReturn(refused.Id, 1, false));
        await AssertUnitsAsync(sale, total: 1, pending: 1, paid: 0);
    }

    [Fact]
    public async Task Cancel_UnknownSale_GivesNoRow()
    {
        var sale = await NewSaleAsync();

        Assert.Equal(default, await CancelAsync(NewOrder(sale) with { Id = NewId(sale.Ordinal + 1) }));

        Assert.Empty(await Ledger.Orders.ListReturnsAsync(null, 10, Token));
    }

    [Fact]
    public async Task Cancel_OnlyIfOverdue_WaitsForTheVeryMoment()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale);
        var order = await PlaceAsync(draft);

        var early = await CancelAsync(draft, EndReason.PaymentTimeout, onlyIfOverdueAt: order.PayBefore.AddMilliseconds(-1));
        var due = await CancelAsync(draft, EndReason.PaymentTimeout, onlyIfOverdueAt: order.PayBefore);

        Assert.Equal(new CancelResult(order, Changed: false), early);
        Assert.True(due.Changed);
    }

    [Fact]
    public async Task Cancel_UsesTheRowsQuantityNotTheDrafts()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale, quantity: 2);
        await PlaceAsync(draft);

        await CancelAsync(draft with { Quantity = 1 });

        await AssertUnitsAsync(sale, total: 10, pending: 0, paid: 0);
        await AssertReturnsAsync(sale, new StockReturn(draft.Id, 2, false));
    }

    [Fact]
    public async Task Returns_AreListedOldestFirstBySaleAndForgottenWhenComplete()
    {
        var first = await NewSaleAsync();
        var second = await NewSaleAsync();
        OrderDraft[] drafts = [NewOrder(first, "b1"), NewOrder(second, "b2"), NewOrder(first, "b3")];
        await Ledger.Orders.CreateAsync(drafts, Token);
        await CancelAsync(drafts[2]);
        await CancelAsync(drafts[1]);
        await CancelAsync(drafts[0]);

        Assert.Equal(
            [drafts[2].Id, drafts[1].Id, drafts[0].Id],
            (await Ledger.Orders.ListReturnsAsync(null, 10, Token)).Select(r => r.Id));
        Assert.Equal([drafts[2].Id, drafts[1].Id], (await Ledger.Orders.ListReturnsAsync(null, 2, Token)).Select(r => r.Id));
        Assert.Equal([drafts[2].Id, drafts[0].Id], (await Ledger.Orders.ListReturnsAsync(first.Id, 10, Token)).Select(r => r.Id));

        await Ledger.Orders.CompleteReturnsAsync([drafts[2].Id, NewId(first.Ordinal)], Token);
        await Ledger.Orders.CompleteReturnsAsync([drafts[2].Id], Token);

        await AssertReturnsAsync(first, new StockReturn(drafts[0].Id, 1, false));
        await AssertReturnsAsync(second, new StockReturn(drafts[1].Id, 1, false));
    }
}
