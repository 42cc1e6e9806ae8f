using Seckill.Events;
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
    OverdueOrders overdue,
    TimeProvider time)
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
        var orders = await vector.ReadOrdersAsync(ledger).ConfigureAwait(false);
        await overdue.EndAsync(orders).ConfigureAwait(false);
        for (var i = 0; i < orders.Length; i++)
        {
            vector.State(i).Result = new CreateResult(orders[i], Created: false);
            vector.SetResult(i, Decision(orders[i], vector.State(i).HasRecord));
        }
    }

    public async ValueTask SyncAsync(SagaVector<PurchaseSagaState> vector)
    {
        var messages = new List<EventMessage>();
        await ledger.SyncPaidAsync(vector.Ids()).ConfigureAwait(false);
        var orders = await vector.ReadOrdersAsync(ledger).ConfigureAwait(false);
        for (var i = 0; i < orders.Length; i++)
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
}
