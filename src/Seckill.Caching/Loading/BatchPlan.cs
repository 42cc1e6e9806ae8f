namespace Seckill.Caching.Loading;

/// <summary>One key of a bulk load.</summary>
internal sealed class BatchPlan<TKey, T>(TKey id, BatchCollector<TKey, T> collector, CacheEntryOptions options) : LoadPlan<T>(options)
    where TKey : notnull
{
    private int _isDecided;

    public override bool TakesSlot => false;

    public override LoadPass Pass => collector.Pass;

    public override ValueTask<T> LoadAsync(CacheLoadContext<T> context, CancellationToken cancellationToken) =>
        collector.LoadAsync(id, Interlocked.Exchange(ref _isDecided, 1) == 0, context, cancellationToken);

    public override void Undemanded()
    {
        if (Interlocked.Exchange(ref _isDecided, 1) == 0)
        {
            collector.Decided();
        }
    }
}
