using Seckill.Caching.Filters;
using Seckill.Caching.Following;
using Seckill.Caching.Telemetry;

namespace Seckill.Caching.Writing;

/// <summary>Brings the changes that waited to the Distributed tier, once it is heard again.</summary>
internal sealed class PendingFlusher(CacheParts cache)
{
    private const int AtOnce = 64;

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        var pending = cache.Pending;
        if (pending.IsEmpty)
        {
            return;
        }

        var overflows = pending.Overflows;
        if (overflows != 0 && await RemoveTagAsync(TagTable.Everything).ConfigureAwait(false) && pending.OverflowArrived(overflows))
        {
            cache.Validity.TagPlaced(TagTable.Everything);
        }

        var dropped = pending.AnnouncementsDropped;
        if (dropped != 0 && await AnnounceAsync(KeyGuards.Any).ConfigureAwait(false))
        {
            pending.DroppedAnnouncementsTold(dropped);
        }

        foreach (var announcement in pending.Announcements)
        {
            if (await AnnounceAsync(announcement.Key).ConfigureAwait(false))
            {
                pending.ArrivedAnnouncement(announcement);
            }
        }

        foreach (var tag in pending.Tags)
        {
            if (await RemoveTagAsync(tag.Key).ConfigureAwait(false) && pending.ArrivedTag(tag))
            {
                cache.Validity.TagPlaced(tag.Key);
            }
        }

        foreach (var chunk in pending.Keys.Chunk(AtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.WhenAll(chunk.Select(RemoveKeyAsync)).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> AnnounceAsync(string text)
    {
        var answer = await cache.Tier!.CallAsync(
            static (t, a, ct) => t.AnnounceAsync(a.text, a.Operation, ct), (text, Operation: cache.Operations.Next())).ConfigureAwait(false);
        return answer.HasAnswer;
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

    private async Task RemoveKeyAsync(KeyValuePair<string, PendingWrite> key)
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
