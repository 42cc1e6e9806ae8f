using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sales;

namespace Seckill.Testing.Ledger;

/// <summary>What <see cref="ISaleDirectory"/> promises.</summary>
public abstract class SaleDirectoryContract : LedgerContract
{
    [Fact]
    public async Task Create_Draft_GivesOrdinalAndIdAndReadsBackTheSame()
    {
        var draft = NewDraft(stock: 100_000_000, limit: 3) with { Mode = SaleMode.Adaptive, PaymentWindow = TimeSpan.FromSeconds(1) };

        var sale = await Ledger.Sales.CreateAsync(draft, Token);

        Assert.Equal($"s{sale.Ordinal}", sale.Id.Value);
        Assert.Equal(
            (draft.Product, draft.Title, draft.Price, draft.Stock, draft.PerBuyerLimit),
            (sale.Product, sale.Title, sale.Price, sale.Total, sale.PerBuyerLimit));
        Assert.Equal(
            (draft.StartsAt, draft.EndsAt, draft.Mode, draft.PaymentWindow),
            (sale.StartsAt, sale.EndsAt, sale.Mode, sale.PaymentWindow));
        Assert.Equal((SaleStage.Draft, 0L, 0L, 0L), (sale.Stage, sale.PendingUnits, sale.PaidUnits, sale.AdjustmentSequence));
        Assert.Equal(sale, await Ledger.Sales.FindAsync(sale.Id, Token));
        Assert.Equal(sale, await Ledger.Sales.FindAsync(sale.Ordinal, Token));
    }

    [Fact]
    public async Task List_GivesAllNewestFirst()
    {
        Assert.Empty(await Ledger.Sales.ListAsync(Token));
        var first = await Ledger.Sales.CreateAsync(NewDraft(), Token);
        var second = await Ledger.Sales.CreateAsync(NewDraft(), Token);

        Assert.Equal([second, first], await Ledger.Sales.ListAsync(Token));
        Assert.True(second.Ordinal > first.Ordinal);
    }

    [Theory]
    [InlineData("s999")]
    [InlineData("s0")]
    [InlineData("s01")]
    [InlineData("x1")]
    [InlineData("s")]
    [InlineData("s99999999999")]
    public async Task UnknownSale_IsNotFound(string text)
    {
        await NewSaleAsync();
        var id = SaleId.Parse(text);

        Assert.Null(await Ledger.Sales.FindAsync(id, Token));
        Assert.Null(await Ledger.Sales.FindAsync(999u, Token));
        Assert.Equal(new SaleResult(LedgerOutcome.NotFound, null), await Ledger.Sales.PublishAsync(id, Token));
        Assert.Equal(new SaleResult(LedgerOutcome.NotFound, null), await MoveAsync(id, SaleStage.Paused, SaleStage.Published));
        Assert.Equal(new SaleResult(LedgerOutcome.NotFound, null), await Ledger.Sales.ChangeAsync(id, 1, new SaleChange(), Token));
    }

    [Fact]
    public async Task Publish_Draft_MovesItOnceAndRaisesTheVersion()
    {
        var draft = await Ledger.Sales.CreateAsync(NewDraft(), Token);

        var published = await Ledger.Sales.PublishAsync(draft.Id, Token);
        var again = await Ledger.Sales.PublishAsync(draft.Id, Token);

        Assert.Equal(LedgerOutcome.Ok, published.Outcome);
        Assert.Equal(SaleStage.Published, published.Sale!.Stage);
        Assert.True(published.Sale.Version > draft.Version);
        Assert.Equal(new SaleResult(LedgerOutcome.InvalidTransition, published.Sale), again);
        Assert.Equal(10, (await Ledger.Inventory.FindAsync(draft.Product, Token))!.Allotted);
    }

    [Fact]
    public async Task Move_FromAListedStage_MovesOnce()
    {
        var sale = await NewSaleAsync();

        var paused = await MoveAsync(sale.Id, SaleStage.Paused, SaleStage.Published);
        var again = await MoveAsync(sale.Id, SaleStage.Paused, SaleStage.Published);
        var closed = await MoveAsync(sale.Id, SaleStage.Closed, SaleStage.Published, SaleStage.Paused);

        Assert.Equal((LedgerOutcome.Ok, SaleStage.Paused), (paused.Outcome, paused.Sale!.Stage));
        Assert.True(paused.Sale.Version > sale.Version);
        Assert.Equal(new SaleResult(LedgerOutcome.InvalidTransition, paused.Sale), again);
        Assert.Equal((LedgerOutcome.Ok, SaleStage.Closed), (closed.Outcome, closed.Sale!.Stage));
        Assert.Equal(closed.Sale, await Ledger.Sales.FindAsync(sale.Id, Token));
    }

    [Fact]
    public async Task Move_ToTheStageItStandsIn_IsInvalid()
    {
        var sale = await NewSaleAsync();

        Assert.Equal(LedgerOutcome.InvalidTransition, (await MoveAsync(sale.Id, SaleStage.Published, SaleStage.Published)).Outcome);
    }

    [Fact]
    public async Task Move_Draft_IsInvalidSinceOnlyPublishingAllotsStock()
    {
        var draft = await Ledger.Sales.CreateAsync(NewDraft(), Token);

        Assert.Equal(
            new SaleResult(LedgerOutcome.InvalidTransition, draft),
            await MoveAsync(draft.Id, SaleStage.Published, SaleStage.Draft));
    }

    [Fact]
    public async Task ListLive_LeavesOutDraftsAndSettledSales()
    {
        await Ledger.Sales.CreateAsync(NewDraft(), Token);
        var open = await NewSaleAsync();
        var closed = await NewSaleAsync();
        await MoveAsync(closed.Id, SaleStage.Closed, SaleStage.Published);

        Assert.Equal([closed.Id, open.Id], (await Ledger.Sales.ListLiveAsync(Token)).Select(s => s.Id));
        await MoveAsync(closed.Id, SaleStage.Settled, SaleStage.Closed);
        Assert.Equal([open], await Ledger.Sales.ListLiveAsync(Token));
    }

    [Fact]
    public async Task Move_ToSettled_GivesUnsoldUnitsBackToTheInventory()
    {
        var sale = await NewSaleAsync(stock: 10);
        var draft = NewOrder(sale, quantity: 2);
        await PlaceAsync(draft);
        await PayAsync(draft);
        await MoveAsync(sale.Id, SaleStage.Closed, SaleStage.Published);

        var settled = await MoveAsync(sale.Id, SaleStage.Settled, SaleStage.Closed);

        Assert.Equal((LedgerOutcome.Ok, SaleStage.Settled), (settled.Outcome, settled.Sale!.Stage));
        Assert.Equal(2, (await Ledger.Inventory.FindAsync(sale.Product, Token))!.Allotted);
        Assert.Equal(LedgerOutcome.InvalidTransition, (await MoveAsync(sale.Id, SaleStage.Settled, SaleStage.Closed)).Outcome);
        Assert.Equal(2, (await Ledger.Inventory.FindAsync(sale.Product, Token))!.Allotted);
    }

    [Fact]
    public async Task Move_ToSettledWhileNotQuiet_IsInvalid()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale);
        await PlaceAsync(draft);
        Assert.Equal(LedgerOutcome.InvalidTransition, (await MoveAsync(sale.Id, SaleStage.Settled, SaleStage.Published)).Outcome);

        await CancelAsync(draft);
        Assert.Equal(LedgerOutcome.InvalidTransition, (await MoveAsync(sale.Id, SaleStage.Settled, SaleStage.Published)).Outcome);

        await Ledger.Orders.CompleteReturnsAsync([draft.Id], Token);
        Assert.Equal(LedgerOutcome.Ok, (await MoveAsync(sale.Id, SaleStage.Settled, SaleStage.Published)).Outcome);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-5)]
    public async Task Move_ToSettledWithAnOpenAdjustment_EndsItAsTheTotalSays(long delta)
    {
        var sale = await NewSaleAsync(stock: 10);
        await Ledger.Book.OpenAdjustmentAsync(sale.Id, "a1", delta, "more", Token);

        await MoveAsync(sale.Id, SaleStage.Settled, SaleStage.Published);

        Assert.Null(await Ledger.Book.FindOpenAdjustmentAsync(sale.Id, Token));
        Assert.Equal(0, (await Ledger.Inventory.FindAsync(sale.Product, Token))!.Allotted);
    }

    [Fact]
    public async Task Change_WithTheVersion_ChangesWhatIsGiven()
    {
        var sale = await NewSaleAsync();
        var change = new SaleChange
        {
            Mode = SaleMode.Queued, EndsAt = sale.EndsAt.AddHours(1), PerBuyerLimit = 5, Title = "Other", Price = 1.5m,
        };

        var changed = await Ledger.Sales.ChangeAsync(sale.Id, sale.Version, change, Token);
        var kept = await Ledger.Sales.ChangeAsync(sale.Id, changed.Sale!.Version, new SaleChange(), Token);

        Assert.Equal(LedgerOutcome.Ok, changed.Outcome);
        Assert.Equal(
            sale with
            {
                Mode = SaleMode.Queued,
                EndsAt = sale.EndsAt.AddHours(1),
                PerBuyerLimit = 5,
                Title = "Other",
                Price = new Money(1.5m, "CNY"),
                Version = changed.Sale.Version,
            },
            changed.Sale);
        Assert.True(changed.Sale.Version > sale.Version);
        Assert.Equal(changed.Sale with { Version = kept.Sale!.Version }, kept.Sale);
    }

    [Fact]
    public async Task Change_WithAnotherVersion_IsAConflict()
    {
        var sale = await NewSaleAsync();

        var result = await Ledger.Sales.ChangeAsync(sale.Id, sale.Version - 1, new SaleChange { Title = "Other" }, Token);

        Assert.Equal(new SaleResult(LedgerOutcome.VersionConflict, sale), result);
        Assert.Equal(sale, await Ledger.Sales.FindAsync(sale.Id, Token));
    }

    [Theory]
    [InlineData(SaleStage.Closed)]
    [InlineData(SaleStage.Settled)]
    public async Task Change_SaleThatIsOver_IsInvalid(SaleStage stage)
    {
        var sale = await NewSaleAsync();
        var over = await MoveAsync(sale.Id, stage, SaleStage.Published);

        var result = await Ledger.Sales.ChangeAsync(sale.Id, over.Sale!.Version, new SaleChange { Title = "Other" }, Token);

        Assert.Equal(new SaleResult(LedgerOutcome.InvalidTransition, over.Sale), result);
    }

    [Fact]
    public async Task Orders_DoNotRaiseTheVersion()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale);
        await PlaceAsync(draft);
        await PayAsync(draft);

        Assert.Equal(sale.Version, (await Ledger.Sales.FindAsync(sale.Id, Token))!.Version);
    }

    [Fact]
    public async Task IsQuiet_OnlyWithoutUnpaidOrdersAndReturns()
    {
        var sale = await NewSaleAsync();
        var other = await NewSaleAsync();
        Assert.True(await Ledger.Sales.IsQuietAsync(sale.Id, Token));

        var cancelled = NewOrder(sale, "b1");
        var paid = NewOrder(sale, "b2");
        await PlaceAsync(cancelled);
        await PlaceAsync(paid);
        await CancelAsync(cancelled);
        await Ledger.Orders.CompleteReturnsAsync([cancelled.Id], Token);
        Assert.False(await Ledger.Sales.IsQuietAsync(sale.Id, Token));

        await PayAsync(paid);
        Assert.True(await Ledger.Sales.IsQuietAsync(sale.Id, Token));

        await CancelAsync(NewOrder(sale, "b3"));
        Assert.False(await Ledger.Sales.IsQuietAsync(sale.Id, Token));
        Assert.True(await Ledger.Sales.IsQuietAsync(other.Id, Token));
    }

    private async Task<SaleResult> MoveAsync(SaleId id, SaleStage to, params SaleStage[] from) =>
        await Ledger.Sales.MoveAsync(id, from, to, Token);
}
