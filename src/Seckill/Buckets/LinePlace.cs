using Seckill.Stock;

namespace Seckill.Buckets;

/// <summary>The place in line.</summary>
internal static class LinePlace
{
    /// <summary>
    /// From 1. It never grows while the reservation waits, since its number is fixed and the count of those that ended only rises, as long as
    /// <paramref name="view"/> was taken after the question was asked. Null when the bucket cannot tell: it is being loaded, or was since.
    /// </summary>
    public static long? Of(Reservation reservation, BucketView? view) =>
        view is null or { State: BucketState.Loading } || reservation.Sequence > view.Sequence
            ? null
            : Math.Max(1, reservation.Sequence - view.Ended);
}
