using Seckill.Ids;
using Seckill.Ledger;

namespace Seckill.Testing.Ledger;

/// <summary>What <see cref="IOrderLedger.PayAsync"/> promises.</summary>
public abstract class PaymentContract : LedgerContract
{
    [Fact]
    public async Task Pay_PendingOrder_IsPaid()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale, quantity: 2);
        var order = await PlaceAsync(draft);
        Clock.Advance(TimeSpan.FromMinutes(2));

        var result = await PayAsync(draft);

        Assert.Equal(
            new PaymentResult(PaymentOutcome.Paid, order with { Status = OrderStatus.Paid, PaidAt = Clock.GetUtcNow() }, Changed: true),
            result);
        Assert.Equal(result.Order, await Ledger.Orders.FindAsync(draft.Id, Token));
        await AssertUnitsAsync(sale, total: 10, pending: 0, paid: 2);
    }

    [Fact]
    public async Task Pay_Late_IsPaidAsLongAsTheOrderStands()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale);
        await PlaceAsync(draft);
        Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(PaymentOutcome.Paid, (await PayAsync(draft)).Outcome);
    }

    [Fact]
    public async Task Pay_SameTransactionAgain_GivesTheSameOutcomeOnce()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale);
        await PlaceAsync(draft);
        var first = await PayAsync(draft);
        Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(first with { Changed = false }, await PayAsync(draft));

        await AssertUnitsAsync(sale, total: 10, pending: 0, paid: 1);
    }

    [Fact]
    public async Task Pay_AnotherTransaction_IsRefundedEveryTimeItIsRepeated()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale);
        await PlaceAsync(draft);
        var paid = await PayAsync(draft, "t1");

        Assert.Equal(new PaymentResult(PaymentOutcome.Refund, paid.Order, Changed: true), await PayAsync(draft, "t2"));
        Assert.Equal(new PaymentResult(PaymentOutcome.Refund, paid.Order, Changed: false), await PayAsync(draft, "t2"));
        Assert.Equal(new PaymentResult(PaymentOutcome.Paid, paid.Order, Changed: false), await PayAsync(draft, "t1"));

        await AssertUnitsAsync(sale, total: 10, pending: 0, paid: 1);
    }

    [Fact]
    public async Task Pay_SameTransactionOfAnotherProvider_IsAnotherTransaction()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale);
        await PlaceAsync(draft);
        await PayAsync(draft);

        var other = await Ledger.Orders.PayAsync(new Payment(draft.Id, "other", "t1", Price), Token);

        Assert.Equal((PaymentOutcome.Refund, true), (other.Outcome, other.Changed));
    }

    [Fact]
    public async Task Pay_CancelledOrder_IsRefunded()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale);
        await PlaceAsync(draft);
        var cancelled = await CancelAsync(draft);

        Assert.Equal(new PaymentResult(PaymentOutcome.Refund, cancelled.Order, Changed: true), await PayAsync(draft));
        Assert.Equal(new PaymentResult(PaymentOutcome.Refund, cancelled.Order, Changed: false), await PayAsync(draft));

        await AssertUnitsAsync(sale, total: 10, pending: 0, paid: 0);
    }

    [Fact]
    public async Task Pay_VoidRow_IsRefunded()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale);
        await CancelAsync(draft, EndReason.DeadLettered);

        Assert.Equal(PaymentOutcome.Refund, (await PayAsync(draft)).Outcome);

        await AssertUnitsAsync(sale, total: 10, pending: 0, paid: 0);
    }

    [Theory]
    [InlineData("9.89", "CNY")]
    [InlineData("9.91", "CNY")]
    [InlineData("9.90", "USD")]
    public async Task Pay_WrongAmountOrCurrency_RecordsNothing(string amount, string currency)
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale);
        var order = await PlaceAsync(draft);
        var wrong = new Money(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency);

        Assert.Equal(new PaymentResult(PaymentOutcome.WrongAmount, order, Changed: false), await PayAsync(draft, "t1", wrong));

        await AssertUnitsAsync(sale, total: 10, pending: 1, paid: 0);
        Assert.Equal(PaymentOutcome.Paid, (await PayAsync(draft, "t1")).Outcome);
    }

    [Fact]
    public async Task Pay_AmountWithOtherScale_IsTheSameAmount()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale);
        await PlaceAsync(draft);

        Assert.Equal(PaymentOutcome.Paid, (await PayAsync(draft, "t1", new Money(9.9000m, "CNY"))).Outcome);
    }

    [Fact]
    public async Task Pay_UnknownOrder_RecordsNothing()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale);

        Assert.Equal(new PaymentResult(PaymentOutcome.UnknownOrder, null, Changed: false), await PayAsync(draft));

        await PlaceAsync(draft);
        Assert.Equal(PaymentOutcome.Paid, (await PayAsync(draft)).Outcome);
    }

    [Fact]
    public async Task Pay_TransactionOfAnotherOrder_NeverPaysASecondOne()
    {
        var sale = await NewSaleAsync();
        var first = NewOrder(sale, "b1");
        var second = NewOrder(sale, "b2");
        await PlaceAsync(first);
        var order = await PlaceAsync(second);
        await PayAsync(first);

        Assert.Equal(new PaymentResult(PaymentOutcome.WrongAmount, order, Changed: false), await PayAsync(second));

        await AssertUnitsAsync(sale, total: 10, pending: 1, paid: 1);
        Assert.Equal(PaymentOutcome.Paid, (await PayAsync(second, "t2")).Outcome);
    }
}
