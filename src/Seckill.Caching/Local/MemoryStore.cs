using Microsoft.Extensions.Caching.Memory;

namespace Seckill.Caching.Local;

/// <summary>Entries in a <see cref="MemoryCache"/> of their own, never the application's shared one.</summary>
internal sealed class MemoryStore(int capacity, CacheClock clock) : LocalStore
{
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = capacity, Clock = new ProviderClock(clock.Provider) });

    public override int Count => _cache.Count;

    public override LocalEntry? Find(string key) => _cache.TryGetValue(key, out var entry) ? (LocalEntry?)entry : null;

    public override void Put(LocalEntry entry)
    {
        var life = TimeSpan.FromMilliseconds(Math.Max(1, entry.KeepUntil - clock.Now));
        using var slot = _cache.CreateEntry(entry.Key);
        slot.Value = entry;
        slot.Size = 1;
        slot.AbsoluteExpirationRelativeToNow = life;
    }

    public override void Remove(string key) => _cache.Remove(key);

    // It drops what has expired by itself.
    public override void Sweep(long now) => _cache.Compact(0);

    public override void Dispose() => _cache.Dispose();
}
