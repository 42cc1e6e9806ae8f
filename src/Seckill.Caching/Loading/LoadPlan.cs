namespace Seckill.Caching.Loading;

/// <summary>How a caller wants a key to be loaded.</summary>
internal abstract class LoadPlan<T>(CacheEntryOptions options)
{
    public CacheEntryOptions Options { get; } = options;

    /// <summary>Whether the load takes one of the slots for concurrent loads; a bulk load takes one for all its keys.</summary>
    public virtual bool TakesSlot => true;

    /// <summary>Whether the load may be run in the background, when nobody waits for it.</summary>
    public virtual bool Refreshes => true;

    /// <summary>Lets the load through without a slot of its own.</summary>
    public virtual LoadPass Pass => field ??= new LoadPass();

    public abstract ValueTask<T> LoadAsync(CacheLoadContext<T> context, CancellationToken cancellationToken);

    /// <summary>The key is resolved, or somebody else loads it: this plan will not be asked soon.</summary>
    public virtual void Undemanded()
    {
    }
}
