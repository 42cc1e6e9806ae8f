using Seckill.Caching.Lab.Caches;

namespace Seckill.Caching.Lab.Attacks;

/// <summary>One hot key that has just ended, and a crowd on two nodes that wants it at once.</summary>
internal static class Breakdown
{
    private const string Name = "breakdown 缓存击穿";
    private static readonly TimeSpan s_load = TimeSpan.FromMilliseconds(100);

    public static async Task<IReadOnlyList<LabRow>> RunAsync(string configuration, int callers) =>
    [
        await PlayAsync(
            "none (cache-aside)", callers, await CacheAside.ConnectAsync(configuration, TimeSpan.FromMinutes(1)), await CacheAside.ConnectAsync(configuration, TimeSpan.FromMinutes(1))),
        await PlayAsync(
            "one flight a node, one lease in Redis",
            callers,
            await GuardedCache.ConnectAsync(configuration, "lab-hot", new CacheEntryOptions()),
            await GuardedCache.ConnectAsync(configuration, "lab-hot", new CacheEntryOptions())),
    ];

    private static async Task<LabRow> PlayAsync(string guards, int callers, LabCache one, LabCache other)
    {
        await using var first = one;
        await using var second = other;
        var source = new LabSource(s_load, static _ => true);
        await Task.WhenAll(Enumerable.Range(0, callers).Select(i => Task.Run(() => (i % 2 == 0 ? one : other).GetAsync("product:hot", source).AsTask())));
        return new LabRow(Name, guards, callers, source.Calls, source.Peak, 0, one.Entries);
    }
}
