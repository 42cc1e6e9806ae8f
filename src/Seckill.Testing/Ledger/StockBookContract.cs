using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sales;
using Seckill.Stock;

namespace Seckill.Testing.Ledger;

/// <summary>What <see cref="IStockBook"/> promises.</summary>
public abstract class StockBookContract : LedgerContract
{
    [Fact]
    public async Task Open_Positive_IsInTheTotalAndTheInventoryAtOnce()
    {
        var sale = await NewSaleAsync(stock: 10);

        var opened = await OpenAsync(sale, "a1", 5);

        Assert.Equal(LedgerOutcome.Ok, opened.Outcome);
        Assert.Equal(new StockAdjustment(sale.Id, "a1", 1, 5, "why", AdjustmentStatus.Open), opened.Adjustment);
        Assert.Equal((15L, 1L), (opened.Sale!.Total, opened.Sale.AdjustmentSequence));
        Assert.Equal(opened.Sale, await Ledger.Sales.FindAsync(sale.Id, Token));
        Assert.Equal(opened.Adjustment, await Ledger.Book.FindOpenAdjustmentAsync(sale.Id, Token));
        Assert.Equal(15, (await Ledger.Inventory.FindAsync(sale.Product, Token))!.Allotted);
    }

    [Fact]
    public async Task Open_Positive_MakesRoomForOrders()
    {
        var sale = await NewSaleAsync(stock: 1);
        await PlaceAsync(NewOrder(sale, "b1"));

        await OpenAsync(sale, "a1", 1);

        await PlaceAsync(NewOrder(sale, "b2"));
        Assert.Equal(EndReason.SoldOut, (await CreateAsync(NewOrder(sale, "b3"))).Order!.Reason);
    }

    [Fact]
    public async Task Read_GivesAllReturnsUnitsAndNamesTheOldest()
    {
        var sale = await NewSaleAsync(limit: 10);
        var other = await NewSaleAsync();
        OrderDraft[] drafts = [NewOrder(sale, "b1", 2), NewOrder(sale, "b2", 3), NewOrder(sale, "b3"), NewOrder(sale, "b4")];
        await Ledger.Orders.CreateAsync([.. drafts, NewOrder(other)], Token);
        var before = (await ReadAsync(sale, 1))!;
        Assert.Equal((0L, 0, null), (before.ReturningUnits, before.OldestReturns.Count, before.OpenAdjustment));
        foreach (var draft in drafts.Take(3))
        {
            await CancelAsync(draft);
        }

        await OpenAsync(sale, "a1", 5);

        var books = (await ReadAsync(sale, 2))!;

        Assert.Equal(await Ledger.Sales.FindAsync(sale.Id, Token), books.Sale);
        Assert.Equal(6, books.ReturningUnits);
        Assert.Equal([new StockReturn(drafts[0].Id, 2, KeepLimit: false), new StockReturn(drafts[1].Id, 3, KeepLimit: false)], books.OldestReturns);
        Assert.Equal("a1", books.OpenAdjustment!.Id);
        Assert.Equal((0L, null), ((await ReadAsync(other, 2))!.ReturningUnits, (await ReadAsync(other, 2))!.OpenAdjustment));
        Assert.Null(await Ledger.Book.ReadAsync(SaleId.Parse("nothing"), 1, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await ReadAsync(sale, 0));

        async Task<StockBooks?> ReadAsync(Sale of, int mostReturns) => await Ledger.Book.ReadAsync(of.Id, mostReturns, Token);
    }

    [Fact]
    public async Task Open_Negative_IsTakenWhenItEnds()
    {
        var sale = await NewSaleAsync(stock: 10);

        var opened = await OpenAsync(sale, "a1", -4);
        var ended = await EndAsync(sale, "a1", applied: true);

        Assert.Equal((10L, 0L), (opened.Sale!.Total, opened.Sale.AdjustmentSequence));
        Assert.Equal(1, opened.Adjustment!.Sequence);
        Assert.Equal(
            (LedgerOutcome.Ok, AdjustmentStatus.Applied, 6L, 1L),
            (ended.Outcome, ended.Adjustment!.Status, ended.Sale!.Total, ended.Sale.AdjustmentSequence));
        Assert.Null(await Ledger.Book.FindOpenAdjustmentAsync(sale.Id, Token));
        Assert.Equal(6, (await Ledger.Inventory.FindAsync(sale.Product, Token))!.Allotted);
    }

    [Fact]
    public async Task End_NegativeDownToWhatIsCommitted_IsApplied()
    {
        var sale = await NewSaleAsync(stock: 10);
        var paid = NewOrder(sale, "b1", 2);
        await PlaceAsync(paid);
        await PayAsync(paid);
        await PlaceAsync(NewOrder(sale, "b2", 1));
        await OpenAsync(sale, "a1", -7);

        Assert.Equal(LedgerOutcome.Ok, (await EndAsync(sale, "a1", applied: true)).Outcome);

        await AssertUnitsAsync(sale, total: 3, pending: 1, paid: 2);
    }

    [Fact]
    public async Task End_NegativeBelowWhatIsCommitted_IsRefused()
    {
        var sale = await NewSaleAsync(stock: 10);
        var paid = NewOrder(sale, "b1", 2);
        await PlaceAsync(paid);
        await PayAsync(paid);
        await PlaceAsync(NewOrder(sale, "b2", 1));
        await OpenAsync(sale, "a1", -8);

        var ended = await EndAsync(sale, "a1", applied: true);

        Assert.Equal((LedgerOutcome.StockCommitted, AdjustmentStatus.Refused), (ended.Outcome, ended.Adjustment!.Status));
        await AssertUnitsAsync(sale, total: 10, pending: 1, paid: 2);
        Assert.Equal(10, (await Ledger.Inventory.FindAsync(sale.Product, Token))!.Allotted);
    }

    [Fact]
    public async Task End_NegativeThatTheStockStoreRefused_IsRefusedAndItsNumberUsedUp()
    {
        var sale = await NewSaleAsync(stock: 10);
        await OpenAsync(sale, "a1", -1);

        var ended = await EndAsync(sale, "a1", applied: false);
        var next = await OpenAsync(sale, "a2", 1);

        Assert.Equal((LedgerOutcome.StockCommitted, 10L, 1L), (ended.Outcome, ended.Sale!.Total, ended.Sale.AdjustmentSequence));
        Assert.Equal(2, next.Adjustment!.Sequence);
    }

    [Fact]
    public async Task End_Positive_IsAppliedWhateverTheStockStoreSays()
    {
        var sale = await NewSaleAsync(stock: 10);
        await OpenAsync(sale, "a1", 1);

        var ended = await EndAsync(sale, "a1", applied: false);

        Assert.Equal((LedgerOutcome.Ok, AdjustmentStatus.Applied, 11L), (ended.Outcome, ended.Adjustment!.Status, ended.Sale!.Total));
    }

    [Fact]
    public async Task End_Again_GivesWhatWasRecorded()
    {
        var sale = await NewSaleAsync(stock: 10);
        await OpenAsync(sale, "a1", -4);
        var applied = await EndAsync(sale, "a1", applied: true);
        Assert.Equal(applied, await EndAsync(sale, "a1", applied: false));

        await OpenAsync(sale, "a2", -4);
        var refused = await EndAsync(sale, "a2", applied: false);
        Assert.Equal(refused, await EndAsync(sale, "a2", applied: true));

        await AssertUnitsAsync(sale, total: 6, pending: 0, paid: 0);
    }

    [Fact]
    public async Task Open_Again_GivesWhatWasRecorded()
    {
        var sale = await NewSaleAsync(stock: 10);
        var opened = await OpenAsync(sale, "a1", 5);
        Assert.Equal(opened, await OpenAsync(sale, "a1", 5));

        var ended = await EndAsync(sale, "a1", applied: true);
        Assert.Equal(ended, await OpenAsync(sale, "a1", 5));

        await AssertUnitsAsync(sale, total: 15, pending: 0, paid: 0);
        Assert.Equal(15, (await Ledger.Inventory.FindAsync(sale.Product, Token))!.Allotted);
    }

    [Fact]
    public async Task Open_AgainAfterARefusal_IsStillRefused()
    {
        var sale = await NewSaleAsync(stock: 10);
        await OpenAsync(sale, "a1", -1);
        var refused = await EndAsync(sale, "a1", applied: false);

        Assert.Equal(refused, await OpenAsync(sale, "a1", -1));
    }

    [Fact]
    public async Task Open_SameIdWithAnotherDelta_IsAConflict()
    {
        var sale = await NewSaleAsync(stock: 10);
        var opened = await OpenAsync(sale, "a1", 5);

        var other = await OpenAsync(sale, "a1", 6);

        Assert.Equal(new AdjustmentResult(LedgerOutcome.IdConflict, opened.Adjustment, opened.Sale), other);
        await AssertUnitsAsync(sale, total: 15, pending: 0, paid: 0);
    }

    [Fact]
    public async Task Open_SameIdInAnotherSale_IsAnotherAdjustment()
    {
        var first = await NewSaleAsync();
        var second = await NewSaleAsync();
        await OpenAsync(first, "a1", 5);

        Assert.Equal(LedgerOutcome.Ok, (await OpenAsync(second, "a1", 6)).Outcome);
    }

    [Fact]
    public async Task Open_WhileOneIsOpen_GivesThatOne()
    {
        var sale = await NewSaleAsync(stock: 10);
        var first = await OpenAsync(sale, "a1", 5);

        var second = await OpenAsync(sale, "a2", 1);

        Assert.Equal(new AdjustmentResult(LedgerOutcome.VersionConflict, first.Adjustment, first.Sale), second);
        await EndAsync(sale, "a1", applied: true);
        var third = await OpenAsync(sale, "a2", 1);
        Assert.Equal((LedgerOutcome.Ok, 2L), (third.Outcome, third.Adjustment!.Sequence));
    }

    [Fact]
    public async Task Open_CountedInventoryTooShort_IsRefusedAndNotRecorded()
    {
        await Ledger.Inventory.SetOnHandAsync(ProductId.Parse("phone"), 12, Token);
        var sale = await NewSaleAsync(stock: 10);

        Assert.Equal(new AdjustmentResult(LedgerOutcome.InventoryShort, null, sale), await OpenAsync(sale, "a1", 3));

        Assert.Equal(LedgerOutcome.Ok, (await OpenAsync(sale, "a1", 2)).Outcome);
    }

    [Fact]
    public async Task Open_DraftOrClosedSale_IsInvalid()
    {
        var draft = await Ledger.Sales.CreateAsync(NewDraft(), Token);
        var sale = await NewSaleAsync();
        var closed = await Ledger.Sales.MoveAsync(sale.Id, [SaleStage.Published], SaleStage.Closed, Token);

        Assert.Equal(new AdjustmentResult(LedgerOutcome.InvalidTransition, null, draft), await OpenAsync(draft, "a1", 1));
        Assert.Equal(new AdjustmentResult(LedgerOutcome.InvalidTransition, null, closed.Sale), await OpenAsync(sale, "a1", 1));
    }

    [Fact]
    public async Task UnknownSaleOrAdjustment_IsNotFound()
    {
        var sale = await NewSaleAsync();
        var nobody = SaleId.Parse("s999");

        Assert.Equal(new AdjustmentResult(LedgerOutcome.NotFound, null, sale), await EndAsync(sale, "a1", applied: true));
        Assert.Equal(LedgerOutcome.NotFound, (await Ledger.Book.OpenAdjustmentAsync(nobody, "a1", 1, "why", Token)).Outcome);
        Assert.Equal(LedgerOutcome.NotFound, (await Ledger.Book.EndAdjustmentAsync(nobody, "a1", true, Token)).Outcome);
        Assert.Null(await Ledger.Book.FindOpenAdjustmentAsync(nobody, Token));
        Assert.Null(await Ledger.Book.BeginRebuildAsync(nobody, Token));
    }

    [Fact]
    public async Task BeginRebuild_RaisesTheEpochAndReadsLiveOrdersAndHeldUnits()
    {
        var sale = await NewSaleAsync(stock: 20, limit: 4);
        var other = await NewSaleAsync();
        OrderDraft[] drafts =
        [
            NewOrder(sale, "b1", 2), NewOrder(sale, "b2"), NewOrder(sale, "b3"), NewOrder(sale, "b3", 2), NewOrder(sale, "b4"),
            NewOrder(other, "b5"),
        ];
        await Ledger.Orders.CreateAsync(drafts, Token);
        await PayAsync(drafts[1]);
        await CancelAsync(drafts[2], keepLimit: true);
        await CancelAsync(drafts[3], keepLimit: true);
        await CancelAsync(drafts[4]);
        await CancelAsync(NewOrder(sale, "b6"), keepLimit: true);
        await CancelAsync(NewOrder(sale, "b7"));

        var snapshot = await Ledger.Book.BeginRebuildAsync(sale.Id, Token);

        Assert.Equal(sale.Epoch + 1, snapshot!.Sale.Epoch);
        Assert.Equal((2L, 1L, sale.Version), (snapshot.Sale.PendingUnits, snapshot.Sale.PaidUnits, snapshot.Sale.Version));
        Assert.Equal(snapshot.Sale, await Ledger.Sales.FindAsync(sale.Id, Token));
        Assert.Equal(
            [drafts[0], drafts[1]],
            snapshot.LiveOrders.Select(o => new OrderDraft(o.Id, o.Buyer, o.Quantity, o.Price, o.PerBuyerLimit)).OrderBy(o => o.Buyer.Value));
        Assert.Equal(
            [new BuyerUnits(BuyerId.Parse("b3"), 3), new BuyerUnits(BuyerId.Parse("b6"), 1)],
            snapshot.HeldUnits.OrderBy(u => u.Buyer.Value));
        Assert.Equal(sale.Epoch + 2, (await Ledger.Book.BeginRebuildAsync(sale.Id, Token))!.Sale.Epoch);
        Assert.Equal(other.Epoch, (await Ledger.Sales.FindAsync(other.Id, Token))!.Epoch);
    }

    [Theory]
    [InlineData(5, 15, AdjustmentStatus.Applied)]
    [InlineData(-8, 2, AdjustmentStatus.Applied)]
    [InlineData(-9, 10, AdjustmentStatus.Refused)]
    public async Task BeginRebuild_OpenAdjustment_IsEndedAsIfTheStockStoreHadAgreed(long delta, long total, AdjustmentStatus status)
    {
        var sale = await NewSaleAsync(stock: 10);
        await PlaceAsync(NewOrder(sale, quantity: 2));
        await OpenAsync(sale, "a1", delta);

        var snapshot = await Ledger.Book.BeginRebuildAsync(sale.Id, Token);

        Assert.Equal((total, 1L), (snapshot!.Sale.Total, snapshot.Sale.AdjustmentSequence));
        Assert.Null(await Ledger.Book.FindOpenAdjustmentAsync(sale.Id, Token));
        Assert.Equal(status, (await OpenAsync(sale, "a1", delta)).Adjustment!.Status);
    }

    private async Task<AdjustmentResult> OpenAsync(Sale sale, string id, long delta) =>
        await Ledger.Book.OpenAdjustmentAsync(sale.Id, id, delta, "why", Token);

    private async Task<AdjustmentResult> EndAsync(Sale sale, string id, bool applied) =>
        await Ledger.Book.EndAdjustmentAsync(sale.Id, id, applied, Token);
}
