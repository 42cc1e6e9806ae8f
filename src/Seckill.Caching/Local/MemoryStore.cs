using System.Runtime.CompilerServices;
using Microsoft.Extensions.Caching.Memory;

namespace Seckill.Caching.Local;

/// <summary>Entries in a <see cref="MemoryCache"/> of their own, never the application's shared one.</summary>
internal sealed class MemoryStore(int capacity, CacheClock clock) : LocalStore
{
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = capacity, Clock = ClockOf(clock) });

    public override int Count => _cache.Count;

    // Nothing else is ever put into it; a checked cast would cost a tenth of the look-up.
    public override LocalEntry? Find(string key) => _cache.TryGetValue(key, out var entry) ? Unsafe.As<LocalEntry>(entry) : null;

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

    // Its own clock is the system's too, and cheaper than any that is given to it.
    private static ProviderClock? ClockOf(CacheClock clock) => clock.IsSystem ? null : new ProviderClock(clock.Provider);
}
