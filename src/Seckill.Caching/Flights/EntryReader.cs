using System.Buffers;
using Seckill.Caching.Distributed;
using Seckill.Caching.Following;
using Seckill.Caching.Local;
using Seckill.Caching.Telemetry;

namespace Seckill.Caching.Flights;

/// <summary>Turns what the Distributed tier holds into local entries, and says what they are good for.</summary>
internal sealed class EntryReader(CacheParts cache)
{
    /// <summary>Reads an entry that was asked for after the given epoch and generation were noted.</summary>
    public async ValueTask<ReadEntry<T>> ReadAsync<T>(string key, DistributedEntry? found, CacheEntryOptions options, ReadPoint point)
    {
        if (found is null or { State: DistributedEntryState.Tombstone })
        {
            return default;
        }

        TypedEntry<T> entry;
        EntryBody body;
        try
        {
            body = EntryBody.Read(found.Body);
            entry = Decode<T>(key, found, body, options);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Written by another release, or by another program: the source knows better.
            Log.EntryUnreadable(cache.Logger, cache.Name, key, e);
            return default;
        }

        if (await CheckTagsAsync(entry).ConfigureAwait(false) == TagState.Removed)
        {
            return new ReadEntry<T>(null, Freshness.Gone, found.Version);
        }

        (entry.Epoch, entry.Generation) = (point.Epoch, point.Generation);
        var age = Math.Max(0, cache.ServerClock.Now - found.WrittenAt.ToUnixTimeMilliseconds());
        var life = Lifetimes.Of(options, entry.IsNotFound, point.Operation) with { Fresh = body.FreshForMs, RefreshAge = (long)(body.FreshForMs * options.RefreshAfter) };
        life = life with { Keep = body.FreshForMs + (long)options.FailSafeFor.TotalMilliseconds };
        life.Stamp(entry, options, cache.Clock.Now, age);
        if (found.State == DistributedEntryState.Expired || age >= body.FreshForMs)
        {
            (entry.FreshUntil, entry.CheckAt) = (0, 0);
            return new ReadEntry<T>(entry, Freshness.Stale, found.Version);
        }

        return new ReadEntry<T>(entry, !entry.IsNotFound && options.RefreshAfter < 1 && age >= life.RefreshAge ? Freshness.Refresh : Freshness.Fresh, found.Version);
    }

    private TypedEntry<T> Decode<T>(string key, DistributedEntry found, EntryBody body, CacheEntryOptions options)
    {
        var isNotFound = found.State == DistributedEntryState.NotFound;
        var clone = options.CloneOnRead && !isNotFound;
        var value = isNotFound || clone ? default! : cache.Serializers.For<T>().Deserialize(new ReadOnlySequence<byte>(body.Payload));
        return new TypedEntry<T>(key, value)
        {
            Version = found.Version,
            TagStamp = cache.CredibleStamp(body.TagStamp, found.Version),
            IsNotFound = isNotFound,
            Details = body.Tags.Count > 0 || body.Validator is not null || clone || found.SourceVersion > 0
                ? new EntryDetails(body.Tags, body.Validator, clone ? body.Payload.ToArray() : null, found.SourceVersion)
                : null,
        };
    }

    private async ValueTask<TagState> CheckTagsAsync(LocalEntry entry)
    {
        var tags = cache.Validity.Tags;
        var state = tags.Check(entry.Tags, entry.TagStamp);
        if (state != TagState.Unknown || cache.Tier is not { } tier)
        {
            return state;
        }

        foreach (var tag in entry.Tags)
        {
            if (!tags.Knows(tag))
            {
                var answer = await tier.CallAsync(static (t, a, ct) => t.GetTagVersionAsync(a, ct), tag).ConfigureAwait(false);
                if (!answer.HasAnswer)
                {
                    // Not known to be alive is dead: the source is asked.
                    return TagState.Removed;
                }

                tags.Record(tag, answer.Value);
            }
        }

        return tags.Check(entry.Tags, entry.TagStamp);
    }
}
