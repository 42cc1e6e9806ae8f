using Seckill.Ledger;
using Seckill.Purchasing;
using Seckill.Recovery;
using Seckill.Sagas;

namespace Seckill.PurchaseSagas;

/// <summary>Creates orders, and undoes purchases.</summary>
internal sealed class OrderSteps(IOrderLedger ledger, CreatedOrders created, PurchaseNotifier notifier, ReturnsSignal returns)
{
    public async ValueTask CreateAsync(SagaVector<PurchaseSagaState> vector)
    {
        var drafts = new OrderDraft[vector.Count];
        for (var i = 0; i < drafts.Length; i++)
        {
            // From the second try on a record of its own may be there, so the order's row does not imply the next one.
            vector.State(i).HasRecord |= vector.Attempt(i) > 1;
            drafts[i] = vector.State(i).Draft;
        }

        var results = await ledger.CreateAsync(drafts).ConfigureAwait(false);
        for (var i = 0; i < drafts.Length; i++)
        {
            var state = vector.State(i);
            state.Result = results[i];
            state.PayBefore = results[i].Order?.PayBefore;
            vector.SetResult(i, Judge(state));
        }

        created.Tell(vector);
    }

    /// <summary>Ends the order, or writes the void row that forbids it, each with the stock return that gives the units back.</summary>
    public async ValueTask CancelAsync(SagaVector<PurchaseSagaState> vector)
    {
        var requests = new CancelRequest[vector.Count];
        for (var i = 0; i < requests.Length; i++)
        {
            requests[i] = new CancelRequest(vector.State(i).Draft, EndReason.OrderFailed);
        }

        var results = await ledger.CancelAsync(requests).ConfigureAwait(false);
        for (var i = 0; i < requests.Length; i++)
        {
            vector.State(i).Result = new CreateResult(results[i].Order, results[i].Changed);
            vector.SetResult(i, results[i].Order?.Status switch
            {
                null => StepResult.Fail("The sale is not in the directory."),
                OrderStatus.Paid => StepResult.Fail("The order is paid."),
                _ => StepResult.Ok,
            });
        }
    }

    // The ledger wrote a stock return beside the row that ended the purchase; the returns worker sees it through, whatever happens here.
    public ValueTask RestockAsync(SagaVector<PurchaseSagaState> vector)
    {
        returns.Set();
        return OkAsync(vector);
    }

    public async ValueTask TellAsync(SagaVector<PurchaseSagaState> vector)
    {
        var ids = new Ids.PurchaseId[vector.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = vector.State(i).Id;
        }

        var orders = await ledger.FindAsync(ids).ConfigureAwait(false);
        for (var i = 0; i < ids.Length; i++)
        {
            if (orders[i] is { } order)
            {
                vector.State(i).Call?.Complete(PurchaseStates.ToAnswer(PurchaseStates.FromOrder(order)));
                notifier.Changed(order);
            }

            vector.SetResult(i, StepResult.Ok);
        }
    }

    private static ValueTask OkAsync(SagaVector<PurchaseSagaState> vector)
    {
        for (var i = 0; i < vector.Count; i++)
        {
            vector.SetResult(i, StepResult.Ok);
        }

        return ValueTask.CompletedTask;
    }

    // A row that stood there before is another run's, which has gone further, unless it is what an earlier try of this one left behind.
    private static StepResult Judge(PurchaseSagaState state) => state.Result switch
    {
        { Order: null } => StepResult.Retry("The sale is not in the directory."),
        { Order.Status: OrderStatus.PendingPayment } when state.HasRecord => StepResult.Ok,
        { Created: false } when !state.HasRecord => StepResult.Overtaken,
        { Order.Status: OrderStatus.PendingPayment } => StepResult.Ok.Recorded(),
        { Order.Status: OrderStatus.Paid } => StepResult.Ok,
        { Order: { } order } => Refused(order, state.HasRecord),
    };

    private static StepResult Refused(Order order, bool hasRecord)
    {
        var fail = StepResult.Fail(order.Reason.ToCode() ?? "refused");
        return hasRecord ? fail : fail.Recorded();
    }
}
