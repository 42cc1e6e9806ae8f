using Seckill.Buckets;
using Seckill.Purchasing;
using Seckill.Queue;
using Seckill.Stock;

namespace Seckill.Queueing;

/// <summary>Gives tickets for reservations that are durable in the stock store, and hands the reservations over.</summary>
internal sealed class TicketOffice(LineRelay relay)
{
    /// <param name="bucket">The bucket.</param>
    /// <param name="view">The bucket as the script call left it.</param>
    /// <param name="calls">Purchases that are reserved, durably, and have no row in the ledger; in the order of the line.</param>
    public async Task IssueAsync(BucketRuntime bucket, BucketView view, IReadOnlyList<PurchaseCall> calls)
    {
        var purchases = new QueuedPurchase[calls.Count];
        for (var i = 0; i < purchases.Length; i++)
        {
            purchases[i] = new QueuedPurchase(bucket.Key, calls[i].Reservation);
        }

        Handfuls.Run(
            calls.Count,
            (Bucket: bucket, View: view, Calls: calls),
            static (given, i) => given.Calls[i].CompleteHere(ToTicket(given.Bucket, given.Calls[i].Reservation, given.View)));

        // A repeat is handed over with the rest: what the queue holds already it does not take twice.
        await relay.HandOverAsync(bucket, view.Epoch, purchases).ConfigureAwait(false);
    }

    /// <summary>The answer to a purchase that stands in line.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="reservation">What stands in line.</param>
    /// <param name="view">The bucket now; null when it cannot be told.</param>
    /// <param name="earlier">The bucket as it was before: a place that was right then is only better now.</param>
    public static PurchaseAnswer ToTicket(BucketRuntime bucket, Reservation reservation, BucketView? view, BucketView? earlier = null)
    {
        var position = LinePlace.Of(reservation, view) ?? LinePlace.Of(reservation, earlier);
        var wait = position is { } place ? bucket.Rate.Estimate(place) : (TimeSpan?)null;
        return new PurchaseAnswer(PurchaseAnswerKind.Queued, PurchaseStates.Queued(bucket.Sale, reservation, position, wait));
    }
}
