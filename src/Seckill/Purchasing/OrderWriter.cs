using Microsoft.Extensions.Logging;
using Seckill.Ledger;
using Seckill.Modes;
using Seckill.PurchaseSagas;
using Seckill.Sagas;
using Seckill.Stock;
using Seckill.Telemetry;

namespace Seckill.Purchasing;

/// <summary>
/// Brings reservations to the saga's vectorised step <c>order.create</c>, and answers their callers as soon as their rows are in the ledger.
/// What one script call took goes on as one vector, and the ledger gathers vectors while its last commit is in flight, so there is no queue in
/// between. The outcome may stay unknown; then the reservations are still in line and recovery drives them again under the same ids.
/// </summary>
internal sealed class OrderWriter : IAsyncDisposable
{
    private readonly IOrderLedger _ledger;
    private readonly PurchaseRuns _runs;
    private readonly StockResolver _resolver;
    private readonly PurchaseNotifier _notifier;
    private readonly LedgerPace _pace;
    private readonly SeckillMetrics _metrics;
    private readonly ILogger<OrderWriter> _logger;
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running = 1;

    public OrderWriter(
        IOrderLedger ledger,
        PurchaseRuns runs,
        CreatedOrders created,
        StockResolver resolver,
        PurchaseNotifier notifier,
        LedgerPace pace,
        SeckillMetrics metrics,
        ILogger<OrderWriter> logger)
    {
        (_ledger, _runs, _resolver, _notifier, _pace, _metrics, _logger) = (ledger, runs, resolver, notifier, pace, metrics, logger);
        created.Handler = Created;
    }

    public static OrderDraft ToDraft(Reservation reservation) =>
        new(reservation.Id, reservation.Buyer, reservation.Quantity, reservation.Price, reservation.PerBuyerLimit);

    /// <summary>Starts the write; the callers hear of it.</summary>
    public void Write(IReadOnlyList<PurchaseCall> batch)
    {
        Interlocked.Increment(ref _running);
        _ = WriteAsync(batch);
    }

    /// <summary>Writes reservations that nobody waits for and tells who may be listening; the stock store is told by the caller.</summary>
    /// <returns>The row of each; none where it is not known, and the reservation is to be driven again under the same id.</returns>
    public async Task<IReadOnlyList<CreateResult>> CreateAsync(IReadOnlyList<Reservation> reservations)
    {
        var drafts = new OrderDraft[reservations.Count];
        for (var i = 0; i < drafts.Length; i++)
        {
            drafts[i] = ToDraft(reservations[i]);
        }

        return await CreateAsync(drafts, calls: null).ConfigureAwait(false);
    }

    /// <summary>Answers a caller with the row that the ledger holds, and has the stock store told if need be.</summary>
    public void Answer(PurchaseCall call, CreateResult result)
    {
        if (result.Order is not { } order)
        {
            // The directory has lost a sale that the stock store still sells: nothing is won, and an operator must look.
            Log.SaleMissing(_logger, call.Bucket.Sale);
            call.Complete(new PurchaseAnswer(PurchaseAnswerKind.Unavailable));
            return;
        }

        var terminal = order.Status is OrderStatus.Cancelled or OrderStatus.Void;
        if (call.Reservation.State == ReservationState.Reserved || (terminal && call.Reservation.State != ReservationState.Released))
        {
            _resolver.Add(call.Bucket, order);
        }

        if (order.Quantity != call.Quantity)
        {
            call.Complete(new PurchaseAnswer(PurchaseAnswerKind.IdempotencyConflict));
            return;
        }

        call.CompleteHere(PurchaseStates.ToAnswer(PurchaseStates.FromOrder(order)));
    }

    /// <summary>Waits for the writes under way.</summary>
    public async ValueTask DisposeAsync()
    {
        Done();
        await _idle.Task.ConfigureAwait(false);
    }

    private async Task WriteAsync(IReadOnlyList<PurchaseCall> batch)
    {
        try
        {
            var drafts = new OrderDraft[batch.Count];
            for (var i = 0; i < drafts.Length; i++)
            {
                drafts[i] = ToDraft(batch[i].Reservation);
            }

            var results = await CreateAsync(drafts, batch).ConfigureAwait(false);
            if (results.Any(static result => result.Order is null))
            {
                await AnswerFromLedgerAsync([.. batch.Where((_, i) => results[i].Order is null)]).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.OrderBatchFailed(_logger, batch.Count, e);
            foreach (var call in batch.Where(c => c.Reservation.State != ReservationState.Reserved))
            {
                // Not in line, so no ticket will come of it: the caller asks again.
                call.Complete(new PurchaseAnswer(PurchaseAnswerKind.Unavailable));
            }
        }
        finally
        {
            Done();
        }
    }

    private async ValueTask<IReadOnlyList<CreateResult>> CreateAsync(OrderDraft[] drafts, IReadOnlyList<PurchaseCall>? calls)
    {
        var started = _pace.Begin();
        try
        {
            var results = await _runs.RunAsync(drafts, calls).ConfigureAwait(false) ?? await CreateDirectlyAsync(drafts, calls).ConfigureAwait(false);
            _metrics.OrderBatch(drafts.Length);
            return results;
        }
        finally
        {
            _pace.End(started);
        }
    }

    // While the engine starts or stops, or is full, the ledger alone is enough: the order's row is the saga's record.
    private async ValueTask<IReadOnlyList<CreateResult>> CreateDirectlyAsync(OrderDraft[] drafts, IReadOnlyList<PurchaseCall>? calls)
    {
        var results = await _ledger.CreateAsync(drafts).ConfigureAwait(false);
        foreach (var result in results)
        {
            if (result is { Created: true, Order: { } order })
            {
                _notifier.Changed(order);
            }
        }

        if (calls is not null)
        {
            AnswerAll(calls, results);
        }

        return results;
    }

    // A saga may end without having asked the ledger, when another run of it had gone further: its row tells. Without one, whoever is in line
    // hears by ticket, and the others ask again.
    private async ValueTask AnswerFromLedgerAsync(IReadOnlyList<PurchaseCall> calls)
    {
        var orders = await _ledger.FindAsync([.. calls.Select(call => call.Id)]).ConfigureAwait(false);
        for (var i = 0; i < calls.Count; i++)
        {
            if (orders[i] is not null)
            {
                AnswerSafely(calls[i], new CreateResult(orders[i], Created: false));
            }
            else if (calls[i].Reservation.State != ReservationState.Reserved)
            {
                calls[i].Complete(new PurchaseAnswer(PurchaseAnswerKind.Unavailable));
            }
        }
    }

    private void Created(SagaVector<PurchaseSagaState> vector)
    {
        var calls = new List<PurchaseCall>(vector.Count);
        var results = new List<CreateResult>(vector.Count);
        for (var i = 0; i < vector.Count; i++)
        {
            if (vector.State(i) is { Call: { } call, Result.Order: not null } state)
            {
                calls.Add(call);
                results.Add(state.Result);
            }
        }

        AnswerAll(calls, results);
    }

    private void AnswerAll(IReadOnlyList<PurchaseCall> calls, IReadOnlyList<CreateResult> results) =>
        Handfuls.Run(calls.Count, (Writer: this, Calls: calls, Results: results), static (given, i) => given.Writer.AnswerSafely(given.Calls[i], given.Results[i]));

    private void AnswerSafely(PurchaseCall call, CreateResult result)
    {
        try
        {
            Answer(call, result);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The order stands; the caller asks again and is told.
            Log.OrderBatchFailed(_logger, 1, e);
            call.Complete(new PurchaseAnswer(PurchaseAnswerKind.Unavailable));
        }
    }

    private void Done()
    {
        if (Interlocked.Decrement(ref _running) == 0)
        {
            _idle.TrySetResult();
        }
    }
}
