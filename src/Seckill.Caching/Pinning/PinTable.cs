using System.Collections.Concurrent;

namespace Seckill.Caching.Pinning;

/// <summary>The pinned values by key, to be told of changes.</summary>
internal sealed class PinTable : IDisposable
{
    private readonly ConcurrentDictionary<string, IPin[]> _pins = new(StringComparer.Ordinal);

    public void Add(string key, IPin pin) => _pins.AddOrUpdate(key, static (_, p) => [p], static (_, old, p) => [.. old, p], pin);

    public void Remove(string key, IPin pin) => _pins.AddOrUpdate(key, static (_, _) => [], static (_, old, p) => [.. old.Where(o => o != p)], pin);

    public void Signal(string key)
    {
        if (!_pins.TryGetValue(key, out var pins))
        {
            return;
        }

        foreach (var pin in pins)
        {
            pin.Signal();
        }
    }

    public void SignalAll()
    {
        foreach (var key in _pins.Keys)
        {
            Signal(key);
        }
    }

    public void Dispose()
    {
        foreach (var pin in _pins.Values.SelectMany(static p => p))
        {
            pin.Dispose();
        }
    }
}
