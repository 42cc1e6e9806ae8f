namespace Seckill.Caching.Lab.Caches;

/// <summary>A node's cache under attack.</summary>
internal abstract class LabCache : IAsyncDisposable
{
    /// <summary>Entries in the node's own memory.</summary>
    public virtual int Entries => 0;

    public abstract ValueTask<string?> GetAsync(string key, LabSource source);

    public abstract ValueTask DisposeAsync();
}
