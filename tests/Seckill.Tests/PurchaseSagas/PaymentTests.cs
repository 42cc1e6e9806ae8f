using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Purchases;
using Seckill.Purchasing;
using Seckill.Sagas;

namespace Seckill.Tests.PurchaseSagas;

/// <summary>The wait for payment: in time, too late, and after the end.</summary>
public sealed class PaymentTests
{
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(15);
    private static readonly ProductId s_phone = ProductId.Parse("phone");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Paid_in_time_is_booked_and_leaves_no_row()
    {
        await using var world = await PurchaseWorld.StartAsync();
        var sale = await world.OpenSaleAsync();
        var draft = await BoughtAsync(world, sale, quantity: 2);
        world.Clock.Advance(s_window - TimeSpan.FromSeconds(1));

        Assert.Equal(PaymentOutcome.Paid, (await world.PayAsync(draft)).Outcome);

        await world.UntilSagaIsAsync(draft, SagaStatus.Completed);
        Assert.True((await world.FindAsync(draft))!.IsSynced);
        Assert.Equal(new InventoryRow(s_phone, null, 8), await world.Inventory.FindAsync(s_phone, Token));
        Assert.Equal([PurchaseStatus.PendingPayment, PurchaseStatus.Paid], world.Told.Of(draft));
        Assert.True(await world.FindRowAsync(draft) is null or { Status: SagaStatus.Completed }, "what took long may have a row of its own, and it must say the same");
        Assert.Empty(await world.Ledger.ListReturnsAsync(null, 10, Token));
    }

    [Fact]
    public async Task A_payment_that_nobody_was_woken_for_is_booked_too()
    {
        await using var world = await PurchaseWorld.StartAsync();
        var draft = await BoughtAsync(world, await world.OpenSaleAsync());

        await world.Ledger.PayAsync(new Payment(draft.Id, "demo", "t1", new Money(9.90m, "CNY")), Token);

        await world.UntilSagaIsAsync(draft, SagaStatus.Completed);
        Assert.Equal(new InventoryRow(s_phone, null, 9), await world.Inventory.FindAsync(s_phone, Token));
    }

    [Fact]
    public async Task Not_paid_in_time_is_cancelled_given_back_and_told()
    {
        await using var world = await PurchaseWorld.StartAsync();
        var sale = await world.OpenSaleAsync();
        var draft = await BoughtAsync(world, sale, quantity: 2);
        world.Clock.Advance(s_window - TimeSpan.FromSeconds(2));
        for (var i = 0; i < 20; i++)
        {
            await world.StepAsync();
        }

        Assert.Equal(OrderStatus.PendingPayment, (await world.FindAsync(draft))!.Status);

        await world.UntilAsync(() => world.Told.Of(draft).Count == 2, "the buyer is told");
        var order = (await world.FindAsync(draft))!;
        Assert.Equal((OrderStatus.Cancelled, EndReason.PaymentTimeout), (order.Status, order.Reason));
        Assert.InRange(world.Clock.GetUtcNow(), order.PayBefore, order.PayBefore.AddMinutes(10));
        Assert.Equal([new StockReturn(draft.Id, 2, KeepLimit: false)], await world.Ledger.ListReturnsAsync(null, 10, Token));
        Assert.Equal([PurchaseStatus.PendingPayment, PurchaseStatus.Cancelled], world.Told.Of(draft));
        await world.UntilSagaIsAsync(draft, SagaStatus.Compensated);
        Assert.True(await world.FindRowAsync(draft) is null or { Status: SagaStatus.Compensated }, "what took long may have a row of its own, and it must say the same");
        Assert.Equal(0, (await world.Sales.FindAsync(sale.Id, Token))!.Committed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_limit_comes_back_with_the_unit_only_when_so_set(bool release)
    {
        await using var world = await PurchaseWorld.StartAsync(o => o.ReleaseLimitOnTimeout = release);
        var draft = await BoughtAsync(world, await world.OpenSaleAsync());
        world.Clock.Advance(s_window);

        await world.UntilAsync(() => world.Told.Of(draft).Count == 2, "the buyer is told");

        Assert.Equal([new StockReturn(draft.Id, 1, KeepLimit: !release)], await world.Ledger.ListReturnsAsync(null, 10, Token));
    }

    [Fact]
    public async Task Money_that_comes_after_the_end_is_refunded_once()
    {
        await using var world = await PurchaseWorld.StartAsync();
        var refunds = new List<string>();
        using var subscription = world.Bus.Subscribe(PurchaseEvents.RefundDue.Name, (message, _) =>
        {
            refunds.Add(message.Subject!);
            return ValueTask.CompletedTask;
        });
        var draft = await BoughtAsync(world, await world.OpenSaleAsync());
        world.Clock.Advance(s_window);
        await world.UntilAsync(() => world.Told.Of(draft).Count == 2, "the buyer is told");

        Assert.Equal(PaymentOutcome.Refund, (await world.PayAsync(draft)).Outcome);
        Assert.Equal(PaymentOutcome.Refund, (await world.PayAsync(draft)).Outcome);
        await world.Refunds.AnnounceAsync(Token);
        await world.Refunds.AnnounceAsync(Token);
        await world.UntilAsync(() => refunds.Count > 0, "the event is heard");

        Assert.Equal([draft.Id.ToString()], refunds);
        Assert.Equal([draft.Id], world.Told.Refunds);
        Assert.Equal(OrderStatus.Cancelled, (await world.FindAsync(draft))!.Status);
    }

    [Fact]
    public async Task Orders_made_while_the_engine_was_down_run_out_after_its_start()
    {
        await using var world = await PurchaseWorld.StartAsync(withEngine: false);
        var sale = await world.OpenSaleAsync();
        var draft = world.Reserve(sale);
        await world.Ledger.CreateAsync([draft], Token);
        world.Clock.Advance(s_window * 2);

        await world.StartEngineAsync();

        await world.UntilAsync(() => world.Told.Of(draft).Count == 1, "the buyer is told");
        Assert.Equal(OrderStatus.Cancelled, (await world.FindAsync(draft))!.Status);
    }

    private static async Task<OrderDraft> BoughtAsync(PurchaseWorld world, Seckill.Sales.Sale sale, int quantity = 1)
    {
        var draft = world.Reserve(sale, quantity);
        var result = Assert.Single((await world.BuyAsync(draft))!);
        Assert.True(result.Created);
        await world.UntilAsync(() => world.Told.Of(draft).Count == 1, "the buyer is asked to pay");
        return draft;
    }
}
