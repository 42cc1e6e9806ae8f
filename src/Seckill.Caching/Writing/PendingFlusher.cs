using Seckill.Caching.Following;
using Seckill.Caching.Telemetry;

namespace Seckill.Caching.Writing;

/// <summary>Brings the changes that waited to the Distributed tier, once it is heard again.</summary>
internal sealed class PendingFlusher(CacheParts cache)
{
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        var pending = cache.Pending;
        if (pending.IsEmpty)
        {
            return;
        }

        if (pending.IsOverflown && await RemoveTagAsync(TagTable.Everything).ConfigureAwait(false))
        {
            pending.OverflowArrived();
        }

        foreach (var announcement in pending.Announcements)
        {
            var answer = await cache.Tier!.CallAsync(
                static (t, a, ct) => t.AnnounceAsync(a.Key, a.Operation, ct), (announcement.Key, Operation: cache.Operations.Next())).ConfigureAwait(false);
            if (answer.HasAnswer)
            {
                pending.ArrivedAnnouncement(announcement);
            }
        }

        foreach (var tag in pending.Tags)
        {
            if (await RemoveTagAsync(tag.Key).ConfigureAwait(false))
            {
                pending.ArrivedTag(tag);
            }
        }

        await Parallel.ForEachAsync(pending.Keys, new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = cancellationToken }, async (key, _) =>
        {
            await RemoveKeyAsync(key).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private async ValueTask<bool> RemoveTagAsync(string tag)
    {
        var answer = await cache.Tier!.CallAsync(
            static (t, a, ct) => t.RemoveTagAsync(a.tag, a.Operation, ct), (tag, Operation: cache.Operations.Next())).ConfigureAwait(false);
        if (answer.HasAnswer)
        {
            cache.Counters.Count(CacheEvent.LogSent);
            cache.ApplyTag(tag, answer.Value);
        }

        return answer.HasAnswer;
    }

    private async ValueTask RemoveKeyAsync(KeyValuePair<string, PendingWrite> key)
    {
        var operation = cache.Operations.Next();
        var answer = await cache.Tier!.CallAsync(
            static (t, a, ct) => t.RemoveAsync(a.Key, a.operation, a.SourceVersion, a.Remember, ct),
            (key.Key, operation, key.Value.SourceVersion, Remember: cache.Options.DefaultEntryOptions.NotFoundExpiration)).ConfigureAwait(false);
        if (answer.HasAnswer)
        {
            cache.Counters.Count(CacheEvent.LogSent);
            cache.Apply(key.Key, answer.Value, operation, CacheLogKind.Remove);
            cache.Pending.ArrivedKey(key);
        }
    }
}
