namespace Seckill.Caching.Local;

/// <summary>Holds entries by key, up to a number of them. Look-ups take no lock.</summary>
internal abstract class LocalStore : IDisposable
{
    public abstract int Count { get; }

    public abstract LocalEntry? Find(string key);

    public abstract void Put(LocalEntry entry);

    public abstract void Remove(string key);

    /// <summary>Drops entries that may not even be served stale.</summary>
    public abstract void Sweep(long now);

    public abstract void Dispose();
}
