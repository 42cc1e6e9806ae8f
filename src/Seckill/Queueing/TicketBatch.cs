using Seckill.Buckets;
using Seckill.Purchasing;
using Seckill.Stock;

namespace Seckill.Queueing;

/// <summary>Purchases of one script call that are to get a ticket.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="View">The bucket as that call left it.</param>
/// <param name="Calls">The purchases, each reserved and without a row in the ledger.</param>
internal sealed record TicketBatch(BucketRuntime Bucket, BucketView View, IReadOnlyList<PurchaseCall> Calls);
