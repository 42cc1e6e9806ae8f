using Seckill.Buckets;

namespace Seckill.Sales;

/// <summary>A published sale as this node holds it.</summary>
internal sealed class SaleRuntime(Sale sale, BucketRuntime bucket)
{
    private readonly Lock _lock = new();
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
        lock (_lock)
        {
            if (sale.Version < _sale.Version)
            {
                return;
            }

            Volatile.Write(ref _sale, sale);
            // An adaptive sale goes on as it is, until its controller says otherwise.
            if (sale.Mode != SaleMode.Adaptive)
            {
                Bucket.IsQueued = sale.Mode == SaleMode.Queued;
            }
        }
    }

    /// <summary>What the controller of an adaptive sale says; passed over when an operator has chosen a mode meanwhile.</summary>
    public void Adapt(bool isQueued)
    {
        lock (_lock)
        {
            if (_sale.Mode == SaleMode.Adaptive)
            {
                Bucket.IsQueued = isQueued;
            }
        }
    }
}
