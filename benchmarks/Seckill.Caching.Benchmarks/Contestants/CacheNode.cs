namespace Seckill.Caching.Benchmarks.Contestants;

/// <summary>One process' view of a cache, by the calls that all libraries have.</summary>
internal abstract class CacheNode : IAsyncDisposable
{
    /// <summary>Completes when the node hears the others; not measured.</summary>
    public abstract Task StartAsync();

    public abstract ValueTask<Product> GetAsync(string key, Func<CancellationToken, ValueTask<Product>> load, string[]? tags = null);

    /// <summary>The same without this node's own memory: what a miss there costs when the shared tier has the value.</summary>
    public abstract ValueTask<Product> GetSharedAsync(string key, Func<CancellationToken, ValueTask<Product>> load);

    /// <summary>Gets many keys the way the library offers it.</summary>
    public abstract ValueTask<int> GetManyAsync(IReadOnlyList<string> keys, Source source);

    public abstract ValueTask SetAsync(string key, Product value, string[]? tags = null);

    public abstract ValueTask RemoveAsync(string key);

    public abstract ValueTask RemoveTagAsync(string tag);

    public abstract ValueTask DisposeAsync();
}
