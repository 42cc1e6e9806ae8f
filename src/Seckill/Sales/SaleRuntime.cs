using Seckill.Buckets;

namespace Seckill.Sales;

/// <summary>A published sale as this node holds it.</summary>
internal sealed class SaleRuntime(Sale sale, BucketRuntime bucket)
{
    private Sale _sale = sale;
    private long _overSince;

    /// <summary>The sale as last read from the ledger.</summary>
    public Sale Sale => Volatile.Read(ref _sale);

    public BucketRuntime Bucket { get; } = bucket;

    /// <summary>True when this node has seen the sale over for so long; call it only while the sale is over.</summary>
    public bool IsOverFor(TimeSpan span, TimeProvider time)
    {
        var now = time.GetTimestamp();
        var since = Interlocked.CompareExchange(ref _overSince, now, 0);
        return span == TimeSpan.Zero || (since != 0 && time.GetElapsedTime(since, now) >= span);
    }

    /// <summary>Takes a newer reading; an older one, which a slow reader may bring, is passed over.</summary>
    public void Update(Sale sale)
    {
        while (true)
        {
            var current = Sale;
            if (sale.Version < current.Version || ReferenceEquals(Interlocked.CompareExchange(ref _sale, sale, current), current))
            {
                return;
            }
        }
    }
}
