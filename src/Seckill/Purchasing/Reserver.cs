using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Seckill.Batching;
using Seckill.Buckets;
using Seckill.Queueing;
using Seckill.Recovery;
using Seckill.Sales;
using Seckill.Stock;
using Seckill.Telemetry;

namespace Seckill.Purchasing;

/// <summary>Takes purchases to the stock store, one script call for a batch and bucket, and hands on what was taken.</summary>
internal sealed class Reserver(
    IStockStore stock,
    OrderWriter orders,
    PurchaseHistory history,
    TicketClerk clerk,
    TicketOffice tickets,
    RepeatDesk repeatDesk,
    BucketLoader loader,
    SaleCatalog catalog,
    TimeProvider time,
    SeckillMetrics metrics,
    IOptions<SeckillOptions> options,
    ILogger<Reserver> logger) : IAsyncDisposable
{
    private const int Attempts = 3;

    private readonly ConcurrentDictionary<BucketKey, Lazy<BatchLanes<PurchaseCall>>> _lanes = new();

    public void Add(PurchaseCall call)
    {
        var lanes = _lanes.GetOrAdd(call.Bucket.Key, static (_, self) => new Lazy<BatchLanes<PurchaseCall>>(self.CreateLanes), this).Value;
        if (!lanes.TryAdd(call))
        {
            call.Complete(new PurchaseAnswer(PurchaseAnswerKind.Unavailable));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var lanes in _lanes.Values)
        {
            await lanes.Value.DisposeAsync().ConfigureAwait(false);
        }
    }

    private BatchLanes<PurchaseCall> CreateLanes()
    {
        CloseLanesOfSettled();
        return new(
            options.Value.ReserveLanes,
            options.Value.ReserveBatchSize,
            ReserveAsync,
            (batch, e) =>
            {
                Log.ReserveFailed(logger, batch.Count, e);
                AnswerAll(batch, PurchaseAnswerKind.Unavailable);
            });
    }

    // Whenever a sale begins: what is settled needs its lanes no more.
    private void CloseLanesOfSettled()
    {
        foreach (var bucket in _lanes.Keys.Where(key => !catalog.TryGet(key.Sale, out _)).ToList())
        {
            if (_lanes.TryRemove(bucket, out var settled))
            {
                _ = settled.Value.DisposeAsync().AsTask();
            }
        }
    }

    private static void AnswerAll(IReadOnlyList<PurchaseCall> batch, PurchaseAnswerKind kind)
    {
        foreach (var call in batch)
        {
            call.Complete(new PurchaseAnswer(kind));
        }
    }

    private async Task ReserveAsync(IReadOnlyList<PurchaseCall> gathered)
    {
        var batch = RefuseFromMemory(gathered);
        if (batch.Count == 0)
        {
            return;
        }

        var bucket = batch[0].Bucket;
        var requests = new ReserveRequest[batch.Count];
        for (var i = 0; i < requests.Length; i++)
        {
            requests[i] = new ReserveRequest(batch[i].Id, batch[i].Buyer, batch[i].Quantity);
        }

        var isQueued = bucket.IsQueued;
        var result = await CallAsync(bucket, requests, durably: isQueued).ConfigureAwait(false);
        metrics.ReserveBatch(batch.Count);
        if (result.Status != BucketStatus.Ok)
        {
            loader.Request(bucket);
            AnswerAll(batch, PurchaseAnswerKind.Unavailable);
            return;
        }

        var repeats = isQueued ? MarkRepeats(bucket, result) : null;
        Cover(bucket, result);
        var taken = new List<PurchaseCall>(batch.Count);
        List<PurchaseCall>? repeated = null;
        List<(PurchaseCall Call, ReserveOutcome Outcome)>? known = null;
        for (var i = 0; i < requests.Length; i++)
        {
            if (result.Replies[i].Outcome is ReserveOutcome.Taken or ReserveOutcome.Exists)
            {
                batch[i].Reservation = result.Replies[i].Reservation;
                batch[i].SeenIn = result.View;
                batch[i].ReservedAt = time.GetTimestamp();
                (repeats is not null && repeats[i] ? repeated ??= [] : taken).Add(batch[i]);
            }
            else if (result.Replies[i].Outcome != ReserveOutcome.QuantityDiffers && MayHaveRow(batch[i], result.View!))
            {
                (known ??= []).Add((batch[i], result.Replies[i].Outcome));
            }
            else
            {
                Refuse(batch[i], result.Replies[i].Outcome, result.View!);
            }
        }

        if (taken.Count > 0)
        {
            await HandOnAsync(bucket, result.View!, taken, isQueued).ConfigureAwait(false);
        }

        if (repeated is not null)
        {
            _ = Task.Run(() => repeatDesk.AnswerAsync(bucket, result.View!, repeated));
        }

        if (known is not null)
        {
            _ = Task.Run(() => history.AnswerAsync(known, result.View!));
        }
    }

    // While these waited their turn the sale may have sold out: in a rush that is most of them.
    private static IReadOnlyList<PurchaseCall> RefuseFromMemory(IReadOnlyList<PurchaseCall> gathered)
    {
        List<PurchaseCall>? rest = null;
        for (var i = 0; i < gathered.Count; i++)
        {
            if (gathered[i].Bucket.Gate.TryRefuse(gathered[i].Buyer, out var refusal))
            {
                rest ??= [.. gathered.Take(i)];
                gathered[i].Complete(refusal);
            }
            else
            {
                rest?.Add(gathered[i]);
            }
        }

        return rest ?? gathered;
    }

    private async ValueTask HandOnAsync(BucketRuntime bucket, BucketView view, List<PurchaseCall> taken, bool isQueued)
    {
        if (isQueued)
        {
            await tickets.IssueAsync(bucket, view, taken).ConfigureAwait(false);
            return;
        }

        foreach (var call in taken)
        {
            if (call.Reservation.State == ReservationState.Reserved)
            {
                clerk.Watch(call);
            }
        }

        orders.Write(taken);
    }

    // Whoever may have a row in the ledger already is looked up there before a ticket is given. It is asked before the filter learns of this batch.
    private static bool[] MarkRepeats(BucketRuntime bucket, ReserveResult result)
    {
        var marks = new bool[result.Replies.Count];
        for (var i = 0; i < marks.Length; i++)
        {
            marks[i] = result.Replies[i].Outcome == ReserveOutcome.Exists
                || (result.Replies[i].Outcome == ReserveOutcome.Taken && bucket.Past.MayContain(result.Replies[i].Reservation.Buyer));
        }

        return marks;
    }

    // A ticket is promised only for what is durable, an order only for what the ledger holds.
    private async Task<ReserveResult> CallAsync(BucketRuntime bucket, ReserveRequest[] requests, bool durably)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return durably
                    ? await stock.ReserveDurablyAsync(bucket.Key, bucket.Epoch, requests).ConfigureAwait(false)
                    : await stock.ReserveAsync(bucket.Key, bucket.Epoch, requests).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OutOfMemoryException && attempt < Attempts)
            {
                // Unknown is not failed: the same ids again, the script tells what had been taken.
                Log.ReserveRepeated(logger, requests.Length, attempt, e);
            }
        }
    }

    // Holders go into the filter before the look that counts them, or a refusal could hit one of them.
    private static void Cover(BucketRuntime bucket, ReserveResult result)
    {
        long first = 0;
        long last = 0;
        foreach (var reply in result.Replies)
        {
            if (reply.Outcome is ReserveOutcome.Taken or ReserveOutcome.Exists or ReserveOutcome.QuantityDiffers)
            {
                bucket.Gate.Holders.Add(reply.Reservation.Buyer);
            }

            if (reply is { Outcome: ReserveOutcome.Exists, Reservation.Sequence: > 0 })
            {
                bucket.Gate.Holders.Cover(result.View!.Epoch, reply.Reservation.Sequence, reply.Reservation.Sequence);
            }
            else if (reply.Outcome == ReserveOutcome.Taken)
            {
                first = first == 0 ? reply.Reservation.Sequence : first;
                last = reply.Reservation.Sequence;
            }
        }

        var view = result.View!;
        if (last > 0)
        {
            bucket.Gate.Holders.Cover(view.Epoch, first, last);
        }

        bucket.Gate.Observe(view);
    }

    // After a load the store knows live orders only; what ended before is in the ledger, and a repeat of it is no new try.
    private static bool MayHaveRow(PurchaseCall call, BucketView view)
    {
        var holders = call.Bucket.Gate.Holders;
        return !holders.Covers(view.Epoch, view.Sequence) || holders.MayContain(call.Buyer);
    }

    internal static void Refuse(PurchaseCall call, ReserveOutcome outcome, BucketView view)
    {
        TimeSpan? retryAfter = outcome == ReserveOutcome.NotStarted ? view.Settings.StartsAt - view.ServerTime : null;
        call.Complete(new PurchaseAnswer(ToRefusal(outcome), RetryAfter: retryAfter));
    }

    private static PurchaseAnswerKind ToRefusal(ReserveOutcome outcome) => outcome switch
    {
        ReserveOutcome.SoldOut => PurchaseAnswerKind.SoldOut,
        ReserveOutcome.LimitReached => PurchaseAnswerKind.LimitReached,
        ReserveOutcome.NotStarted => PurchaseAnswerKind.NotStarted,
        ReserveOutcome.Paused => PurchaseAnswerKind.Paused,
        ReserveOutcome.Ended => PurchaseAnswerKind.Ended,
        ReserveOutcome.QuantityDiffers => PurchaseAnswerKind.IdempotencyConflict,
        _ => throw new InvalidOperationException($"{outcome} is not a refusal."),
    };
}
