using Microsoft.Extensions.Logging;
using Seckill.Buckets;
using Seckill.Ledger;
using Seckill.Purchasing;
using Seckill.Stock;
using Seckill.Telemetry;

namespace Seckill.Queueing;

/// <summary>
/// Answers, in queued mode, purchases that may have a row in the ledger already: with that row, else with a ticket. A repeat is told how the
/// purchase stands and gains nothing by it, least of all a better place.
/// </summary>
internal sealed class RepeatDesk(IOrderLedger ledger, OrderWriter orders, TicketOffice tickets, ILogger<RepeatDesk> logger)
{
    /// <param name="bucket">The bucket.</param>
    /// <param name="view">The bucket as the script call left it.</param>
    /// <param name="calls">The purchases, with their reservations.</param>
    public async Task AnswerAsync(BucketRuntime bucket, BucketView view, IReadOnlyList<PurchaseCall> calls)
    {
        try
        {
            var rows = await ledger.FindAsync([.. calls.Select(c => c.Id)]).ConfigureAwait(false);
            var waiting = new List<PurchaseCall>(calls.Count);
            for (var i = 0; i < calls.Count; i++)
            {
                if (rows[i] is { } row)
                {
                    orders.Answer(calls[i], new CreateResult(row, Created: false));
                }
                else if (calls[i].Reservation.State == ReservationState.Reserved)
                {
                    waiting.Add(calls[i]);
                }
                else
                {
                    // Resolved in the store and unknown to the ledger: the ledger decides.
                    orders.Write([calls[i]]);
                }
            }

            if (waiting.Count > 0)
            {
                waiting.Sort(static (a, b) => a.Reservation.Sequence.CompareTo(b.Reservation.Sequence));
                await tickets.IssueAsync(bucket, view, waiting).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.HistoryFailed(logger, calls.Count, e);
            foreach (var call in calls)
            {
                call.Complete(new PurchaseAnswer(PurchaseAnswerKind.Unavailable));
            }
        }
    }
}
