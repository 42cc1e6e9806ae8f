using Seckill.Ledger;
using Seckill.Purchasing;
using Seckill.PurchaseSagas;
using Seckill.Sagas;

namespace Seckill.Tests.PurchaseSagas;

/// <summary>The step order.create under failures.</summary>
public sealed class OrderCreateFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Three_failures_and_a_success_are_an_order()
    {
        await using var world = await PurchaseWorld.StartAsync();
        var sale = await world.OpenSaleAsync();
        world.Faults.Plan(PurchaseSaga.CreateOrder, 3, buyer: null);
        var draft = world.Reserve(sale);

        await BuyAsync(world, draft);

        await world.UntilAsync(async () => (await world.FindAsync(draft))?.Status == OrderStatus.PendingPayment, "there is an order");
        await world.UntilSagaIsAsync(draft, SagaStatus.Waiting);
        Assert.Empty(await world.Ledger.ListReturnsAsync(null, 10, Token));
        Assert.Equal(PaymentOutcome.Paid, (await world.PayAsync(draft)).Outcome);
        await world.UntilSagaIsAsync(draft, SagaStatus.Completed);
        Assert.True((await world.FindAsync(draft))!.IsSynced);
    }

    [Fact]
    public async Task Failures_without_end_are_a_void_row_a_return_and_a_word_to_the_buyer()
    {
        await using var world = await PurchaseWorld.StartAsync();
        var sale = await world.OpenSaleAsync();
        var draft = world.Reserve(sale);
        world.Faults.Plan(PurchaseSaga.CreateOrder, 1_000, draft.Buyer.Value);
        var neighbour = world.Reserve(sale);

        await BuyAsync(world, draft, neighbour);

        await world.UntilSagaIsAsync(draft, SagaStatus.Compensated);
        var row = (await world.FindAsync(draft))!;
        Assert.Equal((OrderStatus.Void, EndReason.OrderFailed), (row.Status, row.Reason));
        Assert.Equal([new StockReturn(draft.Id, 1, KeepLimit: false)], await world.Ledger.ListReturnsAsync(null, 10, Token));
        Assert.Equal([PurchaseStatus.Refused], world.Told.Of(draft));
        Assert.Equal(OrderStatus.PendingPayment, (await world.FindAsync(neighbour))!.Status);
        world.Faults.Plan(PurchaseSaga.CreateOrder, 0, draft.Buyer.Value);
        await BuyAsync(world, draft);
        Assert.Equal(OrderStatus.Void, (await world.FindAsync(draft))!.Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_order_that_another_run_has_made_outlives_the_failures_of_this_one(bool isPaid)
    {
        await using var world = await PurchaseWorld.StartAsync();
        var sale = await world.OpenSaleAsync();
        var draft = world.Reserve(sale);
        world.Faults.Plan(PurchaseSaga.CreateOrder, 1_000, draft.Buyer.Value);
        Assert.True((await world.Ledger.CreateAsync([draft], Token))[0].Created);

        var run = world.BuyAsync(draft);
        await world.UntilSagaIsAsync(draft, SagaStatus.Compensating);
        await world.UntilAsync(async () => (await world.FindRowAsync(draft))?.DueAt is not null, "it looks after the order");

        Assert.Equal(OrderStatus.PendingPayment, (await world.FindAsync(draft))!.Status);
        Assert.Empty(await world.Ledger.ListReturnsAsync(null, 10, Token));
        if (isPaid)
        {
            Assert.Equal(PaymentOutcome.Paid, (await world.PayAsync(draft)).Outcome);
        }

        world.Clock.Advance(TimeSpan.FromMinutes(15));
        await world.UntilSagaIsAsync(draft, SagaStatus.Compensated);
        await world.UntilAsync(() => run.IsCompleted, "the run has ended");
        var order = (await world.FindAsync(draft))!;
        Assert.Equal(isPaid ? (OrderStatus.Paid, EndReason.None) : (OrderStatus.Cancelled, EndReason.PaymentTimeout), (order.Status, order.Reason));
        Assert.Equal(isPaid, order.IsSynced);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_lost_reply_to_what_was_applied_is_still_one_order(int lost)
    {
        var replies = new LostReplies(lost);
        await using var world = await PurchaseWorld.StartAsync(decorate: replies.Around);
        var sale = await world.OpenSaleAsync();
        var draft = world.Reserve(sale, quantity: 2);

        // Unknown is not failed: the holder of the reservation starts the purchase again under the same id.
        for (var i = 0; i < lost; i++)
        {
            await Assert.ThrowsAsync<IOException>(() => BuyAsync(world, draft));
        }

        await BuyAsync(world, draft);

        await world.UntilSagaIsAsync(draft, SagaStatus.Waiting);
        Assert.Null(await world.FindRowAsync(draft));
        Assert.Equal(OrderStatus.PendingPayment, (await world.FindAsync(draft))!.Status);
        Assert.Equal(2, (await world.Sales.FindAsync(sale.Id, Token))!.Committed);
        Assert.Equal(lost + 1, replies.Asked);
        world.Clock.Advance(TimeSpan.FromMinutes(15));
        await world.UntilSagaIsAsync(draft, SagaStatus.Compensated);
        Assert.Equal(EndReason.PaymentTimeout, (await world.FindAsync(draft))!.Reason);
        Assert.Equal([new StockReturn(draft.Id, 2, KeepLimit: false)], await world.Ledger.ListReturnsAsync(null, 10, Token));
    }

    [Fact]
    public async Task A_ledger_that_does_not_answer_uses_up_no_try_of_a_saga_with_a_record()
    {
        var replies = new LostReplies(10);
        await using var world = await PurchaseWorld.StartAsync(decorate: replies.Around);
        var draft = world.Reserve(await world.OpenSaleAsync());
        world.Faults.Plan(PurchaseSaga.CreateOrder, 1, buyer: null);

        var run = world.BuyAsync(draft);
        await world.UntilAsync(() => replies.Asked > 10 && run.IsCompleted, "the ledger has answered");

        await world.UntilSagaIsAsync(draft, SagaStatus.Waiting);
        Assert.Equal(OrderStatus.PendingPayment, (await world.FindAsync(draft))!.Status);
        Assert.Empty(await world.Ledger.ListReturnsAsync(null, 10, Token));
    }

    // The caller waits for the last try, and the tries wait on the clock.
    private static async Task BuyAsync(PurchaseWorld world, params OrderDraft[] drafts)
    {
        var run = world.BuyAsync(drafts);
        await world.UntilAsync(() => run.IsCompleted, "the purchase is answered");
        Assert.NotNull(await run);
    }
}
