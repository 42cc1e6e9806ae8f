using Microsoft.Extensions.Logging;
using Seckill.Ledger;
using Seckill.Stock;
using Seckill.Telemetry;

namespace Seckill.Purchasing;

/// <summary>Looks into the ledger before somebody who may have bought here is refused: a repeat of an ended purchase gets that purchase.</summary>
internal sealed class PurchaseHistory(IOrderLedger ledger, ILogger<PurchaseHistory> logger)
{
    public async Task AnswerAsync(IReadOnlyList<(PurchaseCall Call, ReserveOutcome Outcome)> refused, BucketView view)
    {
        try
        {
            var rows = await ledger.FindAsync([.. refused.Select(r => r.Call.Id)]).ConfigureAwait(false);
            for (var i = 0; i < refused.Count; i++)
            {
                Answer(refused[i].Call, refused[i].Outcome, rows[i], view);
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.HistoryFailed(logger, refused.Count, e);
            foreach (var (call, _) in refused)
            {
                call.Complete(new PurchaseAnswer(PurchaseAnswerKind.Unavailable));
            }
        }
    }

    private static void Answer(PurchaseCall call, ReserveOutcome outcome, Order? row, BucketView view)
    {
        if (row is null)
        {
            Reserver.Refuse(call, outcome, view);
        }
        else if (row.Quantity != call.Quantity)
        {
            call.Complete(new PurchaseAnswer(PurchaseAnswerKind.IdempotencyConflict));
        }
        else
        {
            call.Complete(PurchaseStates.ToAnswer(PurchaseStates.FromOrder(row)));
        }
    }
}
