using Microsoft.Extensions.Logging;
using Seckill.Batching;
using Seckill.Buckets;
using Seckill.Purchasing;
using Seckill.Queue;
using Seckill.Stock;
using Seckill.Telemetry;

namespace Seckill.Queueing;

/// <summary>
/// Gives tickets: makes reservations durable, as many script calls with one flush as have gathered while the last was under way, answers
/// their callers, and hands the reservations over. Nothing is promised before the stock store has it on record.
/// </summary>
internal sealed class TicketOffice : IAsyncDisposable
{
    private const int MostBatches = 64;

    private readonly IStockStore _stock;
    private readonly LineRelay _relay;
    private readonly ILogger<TicketOffice> _logger;
    private readonly BatchLanes<TicketBatch> _lane;

    public TicketOffice(IStockStore stock, LineRelay relay, ILogger<TicketOffice> logger)
    {
        _stock = stock;
        _relay = relay;
        _logger = logger;
        // One lane, so that reservations are handed over in the order of the line.
        _lane = new BatchLanes<TicketBatch>(1, MostBatches, IssueAsync, Refuse);
    }

    public void Issue(TicketBatch batch)
    {
        if (!_lane.TryAdd(batch))
        {
            AnswerAll(batch, new PurchaseAnswer(PurchaseAnswerKind.Unavailable));
        }
    }

    public ValueTask DisposeAsync() => _lane.DisposeAsync();

    /// <summary>The answer to a purchase that stands in line.</summary>
    public static PurchaseAnswer ToTicket(BucketRuntime bucket, Reservation reservation, BucketView? view)
    {
        var position = LinePlace.Of(reservation, view);
        var wait = position is { } place ? bucket.Rate.Estimate(place) : (TimeSpan?)null;
        return new PurchaseAnswer(PurchaseAnswerKind.Queued, PurchaseStates.Queued(bucket.Sale, reservation, position, wait));
    }

    private static void AnswerAll(TicketBatch batch, PurchaseAnswer answer)
    {
        foreach (var call in batch.Calls)
        {
            call.Complete(answer);
        }
    }

    private async Task IssueAsync(IReadOnlyList<TicketBatch> batches)
    {
        await _stock.FlushAsync().ConfigureAwait(false);
        foreach (var batch in batches)
        {
            foreach (var call in batch.Calls)
            {
                call.Complete(ToTicket(batch.Bucket, call.Reservation, batch.View));
            }

            // A repeat is handed over with the rest: what the queue holds already it does not take twice.
            await HandOverAsync(batch).ConfigureAwait(false);
        }
    }

    private ValueTask HandOverAsync(TicketBatch batch)
    {
        var purchases = new QueuedPurchase[batch.Calls.Count];
        for (var i = 0; i < purchases.Length; i++)
        {
            purchases[i] = new QueuedPurchase(batch.Bucket.Key, batch.Calls[i].Reservation);
        }

        return _relay.HandOverAsync(batch.Bucket, batch.View.Epoch, purchases);
    }

    // Not known to be recorded, so no ticket: the callers repeat under the same keys, and recovery drives what was taken.
    private void Refuse(IReadOnlyList<TicketBatch> batches, Exception fault)
    {
        Log.FlushFailed(_logger, batches.Sum(batch => batch.Calls.Count), fault);
        foreach (var batch in batches)
        {
            AnswerAll(batch, new PurchaseAnswer(PurchaseAnswerKind.Unavailable));
        }
    }
}
