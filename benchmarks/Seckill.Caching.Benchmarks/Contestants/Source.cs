namespace Seckill.Caching.Benchmarks.Contestants;

/// <summary>Stands for the database: takes its time, and counts its calls.</summary>
internal sealed class Source(TimeSpan time)
{
    private int _calls;

    public int Calls => Volatile.Read(ref _calls);

    public async ValueTask<Product> LoadAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        await Task.Delay(time, cancellationToken);
        return Product.Number(1);
    }

    public async ValueTask<IReadOnlyDictionary<string, Product>> LoadManyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        await Task.Delay(time, cancellationToken);
        return keys.ToDictionary(static key => key, static _ => Product.Number(1));
    }
}
