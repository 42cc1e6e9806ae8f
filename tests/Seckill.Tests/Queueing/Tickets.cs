using Seckill.Ids;
using Seckill.Queue;
using Seckill.Stock;

namespace Seckill.Tests.Queueing;

/// <summary>Purchases for tests of the queue.</summary>
internal static class Tickets
{
    public static QueuedPurchase Make(int number, uint sale = 1) => new(
        new BucketKey(SaleId.Parse("s1"), 0),
        new Reservation(new PurchaseId(sale, 0, (UInt128)(uint)number, 1), BuyerId.Parse($"u{number}"), 1, ReservationState.Reserved, number, DateTimeOffset.UnixEpoch, 9.90m, 1));

    public static QueuedPurchase[] Make(int first, int count, uint sale = 1) => [.. Enumerable.Range(first, count).Select(i => Make(i, sale))];
}
