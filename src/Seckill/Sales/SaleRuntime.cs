using Seckill.Buckets;

namespace Seckill.Sales;

/// <summary>A published sale as this node holds it.</summary>
internal sealed class SaleRuntime(Sale sale, BucketRuntime bucket)
{
    private Sale _sale = sale;

    /// <summary>The sale as last read from the ledger.</summary>
    public Sale Sale => Volatile.Read(ref _sale);

    public BucketRuntime Bucket { get; } = bucket;

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
