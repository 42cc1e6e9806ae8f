using Seckill.Ledger;

namespace Seckill.Testing.Ledger;

/// <summary>What <see cref="IRefundBook"/> promises.</summary>
public abstract class RefundContract : LedgerContract
{
    [Fact]
    public async Task Refund_IsListedUntilItIsMarked()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale);
        await PlaceAsync(draft);
        await CancelAsync(draft);
        Assert.Empty(await ListAsync());

        await PayAsync(draft);
        var expected = new Refund(new Payment(draft.Id, "demo", "t1", Price), Clock.GetUtcNow());
        Clock.Advance(TimeSpan.FromMinutes(1));

        // The gateway's repeat changes nothing, whatever became of the announcement.
        await PayAsync(draft);
        Assert.Equal([expected], await ListAsync());
        await Ledger.Refunds.MarkAnnouncedAsync([expected], Token);
        Assert.Empty(await ListAsync());
        Assert.Equal(PaymentOutcome.Refund, (await PayAsync(draft)).Outcome);
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task PaymentThatPaid_IsNoRefund()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale);
        await PlaceAsync(draft);
        await PayAsync(draft);

        Assert.Empty(await ListAsync());

        await PayAsync(draft, "t2");
        Assert.Equal(["t2"], (await ListAsync()).Select(r => r.Payment.TransactionId));
    }

    [Fact]
    public async Task Refunds_ComeOldestFirstAndAreMarkedEachForItself()
    {
        var sale = await NewSaleAsync();
        var draft = NewOrder(sale);
        await CancelAsync(draft);
        foreach (var (provider, transaction) in new[] { ("demo", "z"), ("demo", "a"), ("other", "a") })
        {
            await Ledger.Orders.PayAsync(new Payment(draft.Id, provider, transaction, Price), Token);
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var all = await ListAsync();
        Assert.Equal([("demo", "z"), ("demo", "a"), ("other", "a")], all.Select(r => (r.Payment.Provider, r.Payment.TransactionId)));
        Assert.Equal(all.Take(2), await ListAsync(2));

        await Ledger.Refunds.MarkAnnouncedAsync([all[1], all[1]], Token);
        await Ledger.Refunds.MarkAnnouncedAsync([], Token);

        Assert.Equal([all[0], all[2]], await ListAsync());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await ListAsync(0));
    }

    private async Task<IReadOnlyList<Refund>> ListAsync(int take = 10) => await Ledger.Refunds.ListUnannouncedAsync(take, Token);
}
