using Microsoft.Extensions.Options;
using Seckill.Ledger;

namespace Seckill.PurchaseSagas;

/// <summary>Ends unpaid orders whose time is up; the ledger's compare-and-set decides against a payment.</summary>
internal sealed class OverdueOrders(IOrderLedger ledger, TimeProvider time, IOptions<SeckillOptions> options)
{
    /// <summary>Ends those that are overdue now, and puts in their places what the ledger holds afterwards.</summary>
    public async ValueTask EndAsync(Order?[] orders)
    {
        var now = time.GetUtcNow();
        var overdue = Enumerable.Range(0, orders.Length)
            .Where(i => orders[i] is { Status: OrderStatus.PendingPayment } order && order.PayBefore <= now)
            .ToList();
        if (overdue.Count == 0)
        {
            return;
        }

        var results = await ledger.CancelAsync([.. overdue.Select(i => ToRequest(orders[i]!, now))]).ConfigureAwait(false);
        for (var i = 0; i < results.Count; i++)
        {
            orders[overdue[i]] = results[i].Order;
        }
    }

    private CancelRequest ToRequest(Order order, DateTimeOffset now) => new(
        new OrderDraft(order.Id, order.Buyer, order.Quantity, order.UnitPrice.Amount, order.PerBuyerLimit),
        EndReason.PaymentTimeout,
        KeepLimit: !options.Value.ReleaseLimitOnTimeout,
        OnlyIfOverdueAt: now);
}
