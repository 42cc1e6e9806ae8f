using Microsoft.Extensions.Options;
using Seckill.Events;
using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Purchases;
using Seckill.Purchasing;
using Seckill.Sagas;

namespace Seckill.PurchaseSagas;

/// <summary>Asks for payment, lets the ledger decide between payment and deadline, and books what was paid.</summary>
internal sealed class PaymentSteps(
    IOrderLedger ledger,
    PurchaseNotifier notifier,
    PurchaseMailer mailer,
    IEventBus bus,
    TimeProvider time,
    IOptions<SeckillOptions> options)
{
    public static DateTimeOffset Deadline(PurchaseSagaState state) =>
        state.PayBefore ?? throw new InvalidOperationException($"Purchase {state.Purchase} waits for payment without an order.");

    public async ValueTask NotifyAsync(SagaVector<PurchaseSagaState> vector)
    {
        var messages = new List<EventMessage>();
        for (var i = 0; i < vector.Count; i++)
        {
            if (vector.State(i).Result is { Created: true, Order: { } order })
            {
                notifier.Changed(order);
                mailer.AskForPayment(order);
                if (bus.HasSubscribers)
                {
                    PurchaseMessages.AddOrdered(messages, order);
                }
            }

            vector.SetResult(i, StepResult.Ok);
        }

        await PublishAsync(messages).ConfigureAwait(false);
    }

    /// <summary>Whoever asks, the row tells: paid goes on, ended turns back, and an unpaid one past its time is ended now.</summary>
    public async ValueTask DecideAsync(SagaVector<PurchaseSagaState> vector)
    {
        var ids = new PurchaseId[vector.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = vector.State(i).Id;
        }

        var orders = (await ledger.FindAsync(ids).ConfigureAwait(false)).ToArray();
        await EndOverdueAsync(orders).ConfigureAwait(false);
        for (var i = 0; i < ids.Length; i++)
        {
            vector.State(i).Result = new CreateResult(orders[i], Created: false);
            vector.SetResult(i, Decision(orders[i], vector.State(i).HasRecord));
        }
    }

    public async ValueTask SyncAsync(SagaVector<PurchaseSagaState> vector)
    {
        var messages = new List<EventMessage>();
        var ids = new PurchaseId[vector.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = vector.State(i).Id;
        }

        await ledger.SyncPaidAsync(ids).ConfigureAwait(false);
        var orders = await ledger.FindAsync(ids).ConfigureAwait(false);
        for (var i = 0; i < ids.Length; i++)
        {
            if (bus.HasSubscribers && orders[i] is { } order)
            {
                PurchaseMessages.AddSynced(messages, order, time.GetUtcNow());
            }

            vector.SetResult(i, StepResult.Ok);
        }

        await PublishAsync(messages).ConfigureAwait(false);
    }

    private ValueTask PublishAsync(List<EventMessage> messages) =>
        messages.Count == 0 ? ValueTask.CompletedTask : bus.PublishAsync(messages.ToArray());

    private static StepResult Decision(Order? order, bool hasRecord)
    {
        var result = order?.Status switch
        {
            OrderStatus.Paid => StepResult.Ok,
            OrderStatus.PendingPayment => StepResult.Pending(TimeSpan.FromSeconds(1)),
            null => StepResult.Fail("there is no order"),
            _ => StepResult.Fail(order.Reason.ToCode() ?? "ended"),
        };
        return hasRecord || result.Kind == StepResultKind.Pending ? result : result.Recorded();
    }

    private async ValueTask EndOverdueAsync(Order?[] orders)
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
