using Seckill.Caching.Lab.Caches;

namespace Seckill.Caching.Lab.Attacks;

/// <summary>
/// Many keys that were stored at the same time end at the same time, under readers that go on; and in the middle of it the source is away for a while.
/// </summary>
internal static class Avalanche
{
    private const string Name = "avalanche 缓存雪崩";
    private const int Readers = 256;
    private static readonly TimeSpan s_life = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_load = TimeSpan.FromMilliseconds(20);

    public static async Task<IReadOnlyList<LabRow>> RunAsync(string configuration, int keys) =>
    [
        await PlayAsync("none (cache-aside, one life for all)", keys, await CacheAside.ConnectAsync(configuration, s_life)),
        await PlayAsync(
            "spread lives, early refresh, 64 loads at a time, stale values",
            keys,
            await GuardedCache.ConnectAsync(configuration, "lab-many", new CacheEntryOptions { Expiration = s_life, LocalExpiration = s_life, Jitter = 0.3 })),
    ];

    private static async Task<LabRow> PlayAsync(string guards, int keys, LabCache cache)
    {
        await using var _ = cache;
        var source = new LabSource(s_load, static _ => true);
        var names = Enumerable.Range(0, keys).Select(static i => $"product:{i}").ToArray();
        await Task.WhenAll(names.Select(name => cache.GetAsync(name, source).AsTask()));
        source.Reset();

        var (requests, errors) = (0L, 0);
        using var end = new CancellationTokenSource(3 * s_life);
        using var outage = new Timer(_ => source.IsDown = true, null, s_life, Timeout.InfiniteTimeSpan);
        using var recovery = new Timer(_ => source.IsDown = false, null, 1.5 * s_life, Timeout.InfiniteTimeSpan);
        await Task.WhenAll(Enumerable.Range(0, Readers).Select(reader => Task.Run(async () =>
        {
            for (var i = reader; !end.IsCancellationRequested; i += Readers)
            {
                Interlocked.Increment(ref requests);
                try
                {
                    await cache.GetAsync(names[i % keys], source);
                }
                catch (IOException)
                {
                    Interlocked.Increment(ref errors);
                }

                await Task.Delay(1);
            }
        })));
        return new LabRow(Name, guards, requests, source.Calls, source.Peak, errors, cache.Entries);
    }
}
