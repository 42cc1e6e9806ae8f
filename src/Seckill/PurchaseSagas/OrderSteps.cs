using Microsoft.Extensions.Logging;
using Seckill.Ledger;
using Seckill.Purchasing;
using Seckill.Recovery;
using Seckill.Sagas;
using Seckill.Telemetry;

namespace Seckill.PurchaseSagas;

/// <summary>Creates orders, and undoes purchases.</summary>
internal sealed class OrderSteps(
    IOrderLedger ledger,
    CreatedOrders created,
    OverdueOrders overdue,
    PurchaseNotifier notifier,
    ReturnsSignal returns,
    TimeProvider time,
    ILogger<OrderSteps> logger)
{
    // The ledger's clock may be a little behind this one.
    private static readonly TimeSpan ShortestLook = TimeSpan.FromSeconds(1);

    private static readonly StepResult NoSale = StepResult.Fail("The sale is not in the directory.");

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
            WaitForLedger(vector, fault);
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
    public async ValueTask CancelAsync(SagaVector<PurchaseSagaState> vector)
    {
        var orders = await vector.ReadOrdersAsync(ledger).ConfigureAwait(false);
        await EndAsync(vector, orders).ConfigureAwait(false);
        for (var i = 0; i < orders.Length; i++)
        {
            vector.SetResult(i, orders[i] is null ? NoSale : StepResult.Ok);
        }
    }

    /// <summary>
    /// Gives units back. No unit goes back but behind a row that forbids a late order, and one whose order was never made has none yet. The ledger
    /// writes a stock return beside that row; the returns worker sees it through, whatever happens here. A row that is alive is seen through to
    /// its end instead: its unit is not there to be given back.
    /// </summary>
    public async ValueTask RestockAsync(SagaVector<PurchaseSagaState> vector)
    {
        var orders = await vector.ReadOrdersAsync(ledger).ConfigureAwait(false);
        await EndAsync(vector, orders).ConfigureAwait(false);
        await overdue.EndAsync(orders).ConfigureAwait(false);
        var paid = orders.Where(static o => o is { Status: OrderStatus.Paid }).Select(static o => o!.Id).ToList();
        if (paid.Count > 0)
        {
            await ledger.SyncPaidAsync(paid).ConfigureAwait(false);
        }

        for (var i = 0; i < orders.Length; i++)
        {
            vector.SetResult(i, SeeThrough(vector.State(i), orders[i]));
        }

        returns.Set();
    }

    public async ValueTask TellAsync(SagaVector<PurchaseSagaState> vector)
    {
        var orders = await vector.ReadOrdersAsync(ledger).ConfigureAwait(false);
        for (var i = 0; i < orders.Length; i++)
        {
            if (orders[i] is { } order)
            {
                Answer(vector.State(i), order);
                notifier.Changed(order);
            }

            vector.SetResult(i, StepResult.Ok);
        }
    }

    private static void Answer(PurchaseSagaState state, Order order) =>
        state.Call?.Complete(PurchaseStates.ToAnswer(PurchaseStates.FromOrder(order)));

    // An unpaid order that no try of this run was told of may be another run's, and its buyer may have heard of it: it is not this one's to end.
    private async ValueTask EndAsync(SagaVector<PurchaseSagaState> vector, Order?[] orders)
    {
        var open = Enumerable.Range(0, orders.Length)
            .Where(i => orders[i] is null || (orders[i] is { Status: OrderStatus.PendingPayment } && vector.State(i).PayBefore is not null))
            .ToList();
        if (open.Count == 0)
        {
            return;
        }

        var requests = open.Select(i => new CancelRequest(vector.State(i).Draft, EndReason.OrderFailed, OnlyIfAbsent: orders[i] is null)).ToArray();
        var results = await ledger.CancelAsync(requests).ConfigureAwait(false);
        for (var i = 0; i < results.Count; i++)
        {
            orders[open[i]] = results[i].Order;
        }
    }

    private StepResult SeeThrough(PurchaseSagaState state, Order? order)
    {
        if (order is not { Status: OrderStatus.PendingPayment })
        {
            return order is null ? NoSale : StepResult.Ok;
        }

        Answer(state, order);
        var left = order.PayBefore - time.GetUtcNow();
        return StepResult.Pending(left > ShortestLook ? left : ShortestLook);
    }

    // A ledger that does not answer is no reason to give a purchase up: its begin record is still in line, or in the queue, and whoever holds it
    // starts the purchase again; one with a record of its own asks again by itself, and no try is counted. Age never releases.
    private void WaitForLedger(SagaVector<PurchaseSagaState> vector, Exception fault)
    {
        Log.OrderBatchFailed(logger, vector.Count, fault);
        for (var i = 0; i < vector.Count; i++)
        {
            var state = vector.State(i);
            state.Fault = fault;
            vector.SetResult(i, state.HasRecord ? StepResult.Pending(ShortestLook) : StepResult.Overtaken);
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
