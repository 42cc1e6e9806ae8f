using Seckill.Caching.Loading;
using Seckill.Caching.Local;

namespace Seckill.Caching.Reading;

/// <summary>Reads many keys at a time; their flights meet in one load.</summary>
internal static class BulkReader
{
    public static async ValueTask<IReadOnlyDictionary<TKey, T>> GetAsync<TKey, T>(
        CacheParts cache,
        ReadPath reading,
        List<KeyValuePair<TKey, string>> keys,
        Func<IReadOnlyList<TKey>, CancellationToken, ValueTask<IReadOnlyDictionary<TKey, T>>> factory,
        CacheEntryOptions options,
        CancellationToken cancellationToken)
        where TKey : notnull
    {
        var collector = new BatchCollector<TKey, T>(keys.Count, factory, cache.Limiter, options.FactoryHardTimeout, cache.Clock.Provider, cache.Lifetime);
        var values = new Dictionary<TKey, T>(keys.Count);
        var waiting = new List<(TKey Id, Task<TypedEntry<T>> Entry)>();
        foreach (var (id, key) in keys)
        {
            // Awaited only when all have begun: their loads wait for each other.
            waiting.Add((id, reading.GetAsync(key, new BatchPlan<TKey, T>(id, collector, options), cancellationToken).AsTask()));
        }

        await Task.WhenAll(waiting.Select(static w => w.Entry)).ConfigureAwait(false);
        foreach (var (id, task) in waiting)
        {
            var entry = await task.ConfigureAwait(false);
            if (!entry.IsNotFound)
            {
                values[id] = cache.ValueOf(entry);
            }
        }

        return values;
    }
}
