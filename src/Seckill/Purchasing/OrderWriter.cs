using Microsoft.Extensions.Logging;
using Seckill.Ledger;
using Seckill.Modes;
using Seckill.Stock;
using Seckill.Telemetry;

namespace Seckill.Purchasing;

/// <summary>
/// The vectorised step <c>order.create</c>: takes reservations to the ledger and answers their callers. What one script call took goes on
/// as one vector, and the ledger gathers vectors while its last commit is in flight, so there is no queue in between. The outcome may stay
/// unknown; then the reservations are still in line and recovery drives them again under the same ids.
/// </summary>
internal sealed class OrderWriter(
    IOrderLedger ledger,
    StockResolver resolver,
    PurchaseNotifier notifier,
    LedgerPace pace,
    SeckillMetrics metrics,
    ILogger<OrderWriter> logger) : IAsyncDisposable
{
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running = 1;

    public static OrderDraft ToDraft(Reservation reservation) =>
        new(reservation.Id, reservation.Buyer, reservation.Quantity, reservation.Price, reservation.PerBuyerLimit);

    /// <summary>Starts the write; the callers hear of it.</summary>
    public void Write(IReadOnlyList<PurchaseCall> batch)
    {
        Interlocked.Increment(ref _running);
        _ = WriteAsync(batch);
    }

    /// <summary>Writes reservations that nobody waits for and tells who may be listening; the stock store is told by the caller.</summary>
    public async Task<IReadOnlyList<CreateResult>> CreateAsync(IReadOnlyList<Reservation> reservations)
    {
        var drafts = new OrderDraft[reservations.Count];
        for (var i = 0; i < drafts.Length; i++)
        {
            drafts[i] = ToDraft(reservations[i]);
        }

        var results = await CreateAsync(drafts).ConfigureAwait(false);
        foreach (var created in results)
        {
            if (created is { Created: true, Order: { } order })
            {
                notifier.Changed(order);
            }
        }

        return results;
    }

    /// <summary>Answers a caller with the row that the ledger holds, and has the stock store told if need be.</summary>
    public void Answer(PurchaseCall call, CreateResult result)
    {
        if (result.Order is not { } order)
        {
            // The directory has lost a sale that the stock store still sells: nothing is won, and an operator must look.
            Log.SaleMissing(logger, call.Bucket.Sale);
            call.Complete(new PurchaseAnswer(PurchaseAnswerKind.Unavailable));
            return;
        }

        var terminal = order.Status is OrderStatus.Cancelled or OrderStatus.Void;
        if (call.Reservation.State == ReservationState.Reserved || (terminal && call.Reservation.State != ReservationState.Released))
        {
            resolver.Add(call.Bucket, order);
        }

        if (order.Quantity != call.Quantity)
        {
            call.Complete(new PurchaseAnswer(PurchaseAnswerKind.IdempotencyConflict));
            return;
        }

        var state = PurchaseStates.FromOrder(order);
        call.CompleteHere(PurchaseStates.ToAnswer(state));
        if (result.Created)
        {
            notifier.Changed(state);
        }
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

            var results = await CreateAsync(drafts).ConfigureAwait(false);
            Handfuls.Run(batch.Count, (Writer: this, Calls: batch, Results: results), static (given, i) => given.Writer.AnswerSafely(given.Calls[i], given.Results[i]));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.OrderBatchFailed(logger, batch.Count, e);
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

    private async ValueTask<IReadOnlyList<CreateResult>> CreateAsync(OrderDraft[] drafts)
    {
        var started = pace.Begin();
        try
        {
            var results = await ledger.CreateAsync(drafts).ConfigureAwait(false);
            metrics.OrderBatch(drafts.Length);
            return results;
        }
        finally
        {
            pace.End(started);
        }
    }

    private void Done()
    {
        if (Interlocked.Decrement(ref _running) == 0)
        {
            _idle.TrySetResult();
        }
    }

    private void AnswerSafely(PurchaseCall call, CreateResult result)
    {
        try
        {
            Answer(call, result);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The order stands; the caller asks again and is told.
            Log.OrderBatchFailed(logger, 1, e);
            call.Complete(new PurchaseAnswer(PurchaseAnswerKind.Unavailable));
        }
    }
}
