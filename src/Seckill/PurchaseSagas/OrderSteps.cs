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

        IReadOnlyList<CreateResult> results;
        try
        {
            results = await ledger.CreateAsync(drafts).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            LeaveToHolders(vector, fault);
            return;
        }

        for (var i = 0; i < drafts.Length; i++)
        {
            var state = vector.State(i);
            state.Result = results[i];
            state.PayBefore = results[i].Order?.PayBefore;
            vector.SetResult(i, Judge(state));
        }

        created.Tell(vector);
    }

    /// <summary>Ends orders that are still unpaid, and forbids those that are not there.</summary>
    public ValueTask CancelAsync(SagaVector<PurchaseSagaState> vector) => EndAsync(vector);

    /// <summary>
    /// Gives units back. No unit goes back but behind a row that forbids a late order, and one whose order was never made has none yet. The ledger
    /// writes a stock return beside that row; the returns worker sees it through, whatever happens here.
    /// </summary>
    public async ValueTask RestockAsync(SagaVector<PurchaseSagaState> vector)
    {
        await EndAsync(vector).ConfigureAwait(false);
        returns.Set();
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

    private async ValueTask EndAsync(SagaVector<PurchaseSagaState> vector)
    {
        var ids = new Ids.PurchaseId[vector.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = vector.State(i).Id;
        }

        var orders = (await ledger.FindAsync(ids).ConfigureAwait(false)).ToArray();
        var open = Enumerable.Range(0, ids.Length).Where(i => orders[i] is null or { Status: OrderStatus.PendingPayment }).ToList();
        if (open.Count > 0)
        {
            var requests = open.Select(i => new CancelRequest(vector.State(i).Draft, EndReason.OrderFailed)).ToArray();
            var results = await ledger.CancelAsync(requests).ConfigureAwait(false);
            for (var i = 0; i < results.Count; i++)
            {
                orders[open[i]] = results[i].Order;
            }
        }

        for (var i = 0; i < ids.Length; i++)
        {
            vector.SetResult(i, orders[i]?.Status switch
            {
                null => StepResult.Fail("The sale is not in the directory."),
                OrderStatus.Paid => StepResult.Fail("The order is paid."),
                _ => StepResult.Ok,
            });
        }
    }

    // A ledger that does not answer is no reason to give a purchase up: its begin record is still in line, or in the queue, and whoever holds it
    // starts the purchase again. Age never releases.
    private static void LeaveToHolders(SagaVector<PurchaseSagaState> vector, Exception fault)
    {
        for (var i = 0; i < vector.Count; i++)
        {
            var state = vector.State(i);
            state.Fault = fault;
            vector.SetResult(i, state.HasRecord ? StepResult.Unknown(fault.Message) : StepResult.Overtaken);
        }
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
