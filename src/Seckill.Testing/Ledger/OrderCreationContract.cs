using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sales;

namespace Seckill.Testing.Ledger;

/// <summary>What <see cref="IOrderLedger.CreateAsync"/> promises.</summary>
public abstract class OrderCreationContract : LedgerContract
{
    [Fact]
    public async Task Create_NewDraft_BecomesAPendingOrderThatReadsBackTheSame()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale, quantity: 2);

        var order = await PlaceAsync(draft);

        Assert.Equal(draft.Id, order.Id);
        Assert.Equal(sale.Id, order.Sale);
        Assert.Equal(draft.Buyer, order.Buyer);
        Assert.Equal(2, order.Quantity);
        Assert.Equal(Price, order.UnitPrice);
        Assert.Equal(new Money(19.80m, "CNY"), order.Amount);
        Assert.Equal(2, order.PerBuyerLimit);
        Assert.Equal(EndReason.None, order.Reason);
        Assert.Equal(Clock.GetUtcNow(), order.CreatedAt);
        Assert.Equal(Clock.GetUtcNow() + TimeSpan.FromMinutes(15), order.PayBefore);
        Assert.Null(order.PaidAt);
        Assert.Equal(order, await Ledger.Orders.FindAsync(draft.Id, Token));
        await AssertUnitsAsync(sale, total: 10, pending: 2, paid: 0);
        await AssertReturnsAsync(sale);
    }

    [Fact]
    public async Task Create_EmptyBatch_GivesNothing() => Assert.Empty(await Ledger.Orders.CreateAsync([], Token));

    [Fact]
    public async Task Create_PriceWithFourDecimals_IsKeptExactly()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale) with { UnitPrice = 10_000_000_000.0001m };

        await PlaceAsync(draft);

        Assert.Equal(10_000_000_000.0001m, (await Ledger.Orders.FindAsync(draft.Id, Token))!.UnitPrice.Amount);
    }

    [Fact]
    public async Task Create_SameIdAgain_GivesTheRowThatStands()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale);
        var order = await PlaceAsync(draft);
        Clock.Advance(TimeSpan.FromMinutes(1));

        var again = await CreateAsync(draft);

        Assert.False(again.Created);
        Assert.Equal(order, again.Order);
        await AssertUnitsAsync(sale, total: 10, pending: 1, paid: 0);
    }

    [Fact]
    public async Task Create_SameIdTwiceInABatch_GivesTheSecondTheFirstOnesRow()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale);

        var results = await Ledger.Orders.CreateAsync([draft, draft], Token);

        Assert.Equal([true, false], results.Select(r => r.Created));
        Assert.Equal(results[0].Order, results[1].Order);
        await AssertUnitsAsync(sale, total: 10, pending: 1, paid: 0);
    }

    [Fact]
    public async Task Create_SameIdWithOtherBuyerAndQuantity_GivesTheRowThatStands()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale);
        var order = await PlaceAsync(draft);

        var other = await CreateAsync(draft with { Buyer = BuyerId.Parse("b2"), Quantity = 2 });

        Assert.Equal(new CreateResult(order, Created: false), other);
    }

    [Fact]
    public async Task Create_AfterTheEndOfItsOrder_GivesTheEndedRow()
    {
        var sale = await NewSaleAsync();
        var cancelled = NewOrder(sale, "b1");
        var paid = NewOrder(sale, "b2");
        await PlaceAsync(cancelled);
        await PlaceAsync(paid);
        await CancelAsync(cancelled);
        await PayAsync(paid);

        var results = await Ledger.Orders.CreateAsync([cancelled, paid], Token);

        Assert.Equal([OrderStatus.Cancelled, OrderStatus.Paid], results.Select(r => r.Order!.Status));
        Assert.All(results, r => Assert.False(r.Created));
        await AssertUnitsAsync(sale, total: 10, pending: 0, paid: 1);
    }

    [Fact]
    public async Task Create_UnknownSale_GivesNoRow()
    {
        var sale = await NewSaleAsync();
        var stranger = NewOrder(sale) with { Id = NewId(sale.Ordinal + 1) };
        var draft = NewOrder(sale);

        var results = await Ledger.Orders.CreateAsync([stranger, draft], Token);

        Assert.Equal(default, results[0]);
        Assert.True(results[1].Created);
        Assert.Null(await Ledger.Orders.FindAsync(stranger.Id, Token));
    }

    [Fact]
    public async Task Create_MoreThanTheTotal_TakesInOrderAndVoidsTheRest()
    {
        var sale = await NewSaleAsync(stock: 3, limit: 2);
        OrderDraft[] drafts = [NewOrder(sale, "b1", 2), NewOrder(sale, "b2", 2), NewOrder(sale, "b3"), NewOrder(sale, "b4")];

        var results = await Ledger.Orders.CreateAsync(drafts, Token);

        Assert.Equal(
            [EndReason.None, EndReason.SoldOut, EndReason.None, EndReason.SoldOut],
            results.Select(r => r.Order!.Reason));
        Assert.Equal(
            [OrderStatus.PendingPayment, OrderStatus.Void, OrderStatus.PendingPayment, OrderStatus.Void],
            results.Select(r => r.Order!.Status));
        Assert.All(results, r => Assert.True(r.Created));
        Assert.Equal(results[1].Order, await Ledger.Orders.FindAsync(drafts[1].Id, Token));
        await AssertUnitsAsync(sale, total: 3, pending: 3, paid: 0);
        await AssertReturnsAsync(sale, new StockReturn(drafts[1].Id, 2, false), new StockReturn(drafts[3].Id, 1, false));
    }

    [Fact]
    public async Task Create_PaidUnits_StayCommitted()
    {
        var sale = await NewSaleAsync(stock: 1);
        var first = NewOrder(sale, "b1");
        await PlaceAsync(first);
        await PayAsync(first);

        var second = await CreateAsync(NewOrder(sale, "b2"));

        Assert.Equal(EndReason.SoldOut, second.Order!.Reason);
        await AssertUnitsAsync(sale, total: 1, pending: 0, paid: 1);
    }

    [Fact]
    public async Task Create_BeyondTheBuyersLimit_IsVoid()
    {
        var sale = await NewSaleAsync(stock: 10, limit: 2);
        await PlaceAsync(NewOrder(sale, "b1"));
        var tooMany = NewOrder(sale, "b1", quantity: 2);
        var enough = NewOrder(sale, "b1");
        var elsewhere = NewOrder(sale, "b2", quantity: 2);

        var results = await Ledger.Orders.CreateAsync([tooMany, enough, elsewhere, NewOrder(sale, "b1")], Token);

        Assert.Equal(
            [EndReason.LimitReached, EndReason.None, EndReason.None, EndReason.LimitReached],
            results.Select(r => r.Order!.Reason));
        await AssertUnitsAsync(sale, total: 10, pending: 4, paid: 0);
        var returns = await Ledger.Orders.ListReturnsAsync(sale.Id, 10, Token);
        Assert.Equal(new StockReturn(tooMany.Id, 2, false), returns[0]);
        Assert.Equal(2, returns.Count);
    }

    [Fact]
    public async Task Create_FirstOrderBeyondTheLimit_IsVoid()
    {
        var sale = await NewSaleAsync(stock: 10, limit: 2);

        var result = await CreateAsync(NewOrder(sale, quantity: 3));

        Assert.Equal(EndReason.LimitReached, result.Order!.Reason);
        await AssertUnitsAsync(sale, total: 10, pending: 0, paid: 0);
    }

    [Fact]
    public async Task Create_PaidUnits_StillCountAgainstTheLimit()
    {
        var sale = await NewSaleAsync(limit: 1);
        var first = NewOrder(sale, limit: 1);
        await PlaceAsync(first);
        await PayAsync(first);

        Assert.Equal(EndReason.LimitReached, (await CreateAsync(NewOrder(sale, limit: 1))).Order!.Reason);
    }

    [Fact]
    public async Task Create_TheSaleSoldOutAndTheLimitReached_IsSoldOut()
    {
        var sale = await NewSaleAsync(stock: 1, limit: 1);
        await PlaceAsync(NewOrder(sale, limit: 1));

        Assert.Equal(EndReason.SoldOut, (await CreateAsync(NewOrder(sale, limit: 1))).Order!.Reason);
    }

    [Theory]
    [InlineData(3, 1, 3)]
    [InlineData(1, 3, 3)]
    public async Task Create_DraftsLimitAndSalesLimitDiffer_TheHigherOneHolds(int draftLimit, int saleLimit, int allowed)
    {
        var sale = await NewSaleAsync(limit: saleLimit);

        Assert.Equal(EndReason.LimitReached, (await CreateAsync(NewOrder(sale, quantity: allowed + 1, limit: draftLimit))).Order!.Reason);
        await PlaceAsync(NewOrder(sale, quantity: allowed, limit: draftLimit));
    }

    [Fact]
    public async Task Create_LimitOfOneSale_IsNotUsedUpByAnother()
    {
        var first = await NewSaleAsync(limit: 1);
        var second = await NewSaleAsync(limit: 1);
        OrderDraft[] drafts = [NewOrder(first, limit: 1), NewOrder(second, limit: 1), NewOrder(first, limit: 1)];

        var results = await Ledger.Orders.CreateAsync(drafts, Token);

        Assert.Equal([EndReason.None, EndReason.None, EndReason.LimitReached], results.Select(r => r.Order!.Reason));
        await AssertUnitsAsync(first, total: 10, pending: 1, paid: 0);
        await AssertUnitsAsync(second, total: 10, pending: 1, paid: 0);
    }

    [Fact]
    public async Task Create_RefusedOrders_DoNotCountAgainstTheLimit()
    {
        var sale = await NewSaleAsync(stock: 10, limit: 2);
        await CreateAsync(NewOrder(sale, quantity: 3));

        await PlaceAsync(NewOrder(sale, quantity: 2));
    }

    [Fact]
    public async Task Create_ClosedSale_StillTakesDrafts()
    {
        var sale = await NewSaleAsync();
        await Ledger.Sales.MoveAsync(sale.Id, [SaleStage.Published], SaleStage.Closed, Token);

        await PlaceAsync(NewOrder(sale));
    }

    [Fact]
    public async Task Create_SettledSale_TakesNoneSinceItsUnitsAreBackInTheInventory()
    {
        var sale = await NewSaleAsync();
        await Ledger.Sales.MoveAsync(sale.Id, [SaleStage.Published], SaleStage.Settled, Token);

        Assert.Equal(EndReason.SoldOut, (await CreateAsync(NewOrder(sale))).Order!.Reason);
    }

    [Fact]
    public async Task Create_TokenCancelledWhileWaiting_DoesNotUndoTheOutcome()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale);
        using var source = new CancellationTokenSource();

        var call = Ledger.Orders.CreateAsync([draft], source.Token);
        await source.CancelAsync();
        try
        {
            await call;
        }
        catch (OperationCanceledException)
        {
            Assert.True(source.IsCancellationRequested);
        }

        // The repeat waits behind the first call, so it sees what became of it.
        Assert.False((await CreateAsync(draft)).Created);
    }

    [Fact]
    public async Task Create_TokenCancelledBefore_ChangesNothing()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Ledger.Orders.CreateAsync([draft], new CancellationToken(canceled: true)));

        Assert.True((await CreateAsync(draft)).Created);
    }

    [Fact]
    public async Task Create_QuantityBelowOne_IsRefusedBeforeAnythingHappens()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await Ledger.Orders.CreateAsync([draft, NewOrder(sale) with { Quantity = 0 }], Token));

        Assert.Null(await Ledger.Orders.FindAsync(draft.Id, Token));
    }
}
