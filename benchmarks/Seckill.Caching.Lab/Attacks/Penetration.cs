using Seckill.Caching.Lab.Caches;

namespace Seckill.Caching.Lab.Attacks;

/// <summary>Ids that do not exist, each asked for twice: nothing of them is ever cached by the naive way, so all reach the source.</summary>
internal static class Penetration
{
    private const string Name = "penetration 缓存穿透";
    private const int Existing = 1_000;
    private const int AtATime = 128;

    public static async Task<IReadOnlyList<LabRow>> RunAsync(string configuration, int ids) =>
    [
        await PlayAsync("none (cache-aside)", await CacheAside.ConnectAsync(configuration, TimeSpan.FromMinutes(1)), ids),
        await PlayAsync("null entries", await GuardedCache.ConnectAsync(configuration, "lab-null", new CacheEntryOptions()), ids),
        await PlayAsync("filter and null entries", await GuardedCache.ConnectAsync(configuration, "lab-filter", new CacheEntryOptions(), new LabIds(Existing)), ids),
    ];

    private static async Task<LabRow> PlayAsync(string guards, LabCache cache, int ids)
    {
        await using var _ = cache;
        var source = new LabSource(TimeSpan.FromMilliseconds(1), static _ => false);
        var keys = Enumerable.Range(0, ids).Select(static i => $"product:{Existing + (i * 7919L)}").ToArray();
        foreach (var round in new[] { keys, keys })
        {
            await Parallel.ForEachAsync(round, new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (key, _) =>
            {
                if (await cache.GetAsync(key, source) is not null)
                {
                    throw new InvalidOperationException($"{key} does not exist, and was found.");
                }
            });
        }

        return new LabRow(Name, guards, 2L * ids, source.Calls, source.Peak, 0, cache.Entries);
    }
}
