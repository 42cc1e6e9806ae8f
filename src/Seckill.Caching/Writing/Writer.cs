using Microsoft.Extensions.Caching.Hybrid;
using Seckill.Caching.Flights;
using Seckill.Caching.Following;
using Seckill.Caching.Local;
using Seckill.Caching.Options;
using Seckill.Caching.Telemetry;

namespace Seckill.Caching.Writing;

/// <summary>Changes keys in all tiers. A change that the Distributed tier does not answer holds on this node at once, and is repeated there until it arrives.</summary>
internal sealed class Writer(CacheParts cache)
{
    public async ValueTask<WriteOutcome> SetAsync<T>(string key, T value, CacheEntryOptions options, long sourceVersion)
    {
        // A filter must know the id before anybody can see the value.
        if (cache.Guards.IsNew(key))
        {
            await AnnounceAsync(key).ConfigureAwait(false);
        }

        var watch = new WriteWatch(key, cache.Operations.Next());
        var before = cache.Pending.Find(key);
        cache.Local.Add(watch);
        try
        {
            var entry = Make(key, value, options, sourceVersion, watch.Operation);
            if (cache.OwnVersions is { } versions)
            {
                return SetLocally(watch, entry, versions, sourceVersion);
            }

            if (options.Has(HybridCacheEntryFlags.DisableDistributedCacheWrite))
            {
                cache.Apply(key, 0, watch.Operation, CacheLogKind.Set);
                Store(watch, entry, options);
                return WriteOutcome.Applied;
            }

            var answer = await cache.Tier!.CallAsync(
                static (t, a, ct) => t.SetAsync(a.key, a.Operation, a.Write, ct),
                (key, watch.Operation, Write: cache.ToWrite(entry, options, watch.Operation))).ConfigureAwait(false);
            if (answer is { HasAnswer: true, Value: 0 })
            {
                DropUnlessNewer(watch, sourceVersion);
                return WriteOutcome.Outdated;
            }

            entry.Version = answer.Value;
            entry.TagStamp = cache.CredibleStamp(entry.TagStamp, entry.Version);
            var isKnownOlder = IsKnownOlder(key, sourceVersion);
            Conclude(watch, answer.HasAnswer, answer.Value, CacheLogKind.Set, sourceVersion, before);
            if (!isKnownOlder)
            {
                Store(watch, entry, options);
            }

            return answer.HasAnswer ? WriteOutcome.Applied : WriteOutcome.Deferred;
        }
        finally
        {
            cache.Local.Remove(watch);
        }
    }

    public async ValueTask<WriteOutcome> RemoveAsync(string key, long sourceVersion)
    {
        var watch = new WriteWatch(key, cache.Operations.Next());
        var before = cache.Pending.Find(key);
        if (cache.OwnVersions is { } versions)
        {
            cache.Apply(key, versions.Next(), watch.Operation, CacheLogKind.Remove);
            return WriteOutcome.Applied;
        }

        var answer = await cache.Tier!.CallAsync(
            static (t, a, ct) => t.RemoveAsync(a.key, a.Operation, a.sourceVersion, a.Remember, ct),
            (key, watch.Operation, sourceVersion, Remember: cache.Options.DefaultEntryOptions.NotFoundExpiration)).ConfigureAwait(false);
        Conclude(watch, answer.HasAnswer, answer.Value, CacheLogKind.Remove, sourceVersion, before);
        return answer.HasAnswer ? WriteOutcome.Applied : WriteOutcome.Deferred;
    }

    public async ValueTask<WriteOutcome> ExpireAsync(string key)
    {
        var watch = new WriteWatch(key, cache.Operations.Next());
        if (cache.OwnVersions is { } versions)
        {
            cache.Apply(key, versions.Next(), watch.Operation, CacheLogKind.Expire);
            return WriteOutcome.Applied;
        }

        var answer = await cache.Tier!.CallAsync(static (t, a, ct) => t.ExpireAsync(a.key, a.Operation, ct), (key, watch.Operation)).ConfigureAwait(false);
        // A removal that waits is more than this mark, and goes on waiting.
        Conclude(watch, answer.HasAnswer, answer.Value, CacheLogKind.Expire, sourceVersion: 0, before: null);
        return answer.HasAnswer ? WriteOutcome.Applied : WriteOutcome.Deferred;
    }

    public async ValueTask<WriteOutcome> RemoveTagAsync(string tag)
    {
        if (cache.OwnVersions is { } versions)
        {
            cache.ApplyTag(tag, versions.Next());
            if (cache.Validity.Tags.IsFull)
            {
                cache.Validity.Tags.Reset(versions.Last);
                cache.Validity.Flush();
            }

            return WriteOutcome.Applied;
        }

        var answer = await cache.Tier!.CallAsync(static (t, a, ct) => t.RemoveTagAsync(a.tag, a.Operation, ct), (tag, Operation: cache.Operations.Next())).ConfigureAwait(false);
        if (answer.HasAnswer)
        {
            cache.Counters.Count(CacheEvent.LogSent);
            cache.ApplyTag(tag, answer.Value);
            return WriteOutcome.Applied;
        }

        // Its place in the log is not known, so that no copy can be told from another: all are read again, and the source is asked until it is.
        Log.WritePending(cache.Logger, cache.Name, tag, null);
        cache.Validity.TagRemovedWithoutPlace(cache.Pending.AddTag(tag) ? tag : TagTable.Everything);
        cache.Pins.SignalAll();
        return WriteOutcome.Deferred;
    }

    /// <summary>Tells every node's filters of an id that is about to exist.</summary>
    public async ValueTask AnnounceAsync(string key)
    {
        cache.Guards.Heard(key);
        if (cache.Tier is not { } tier || !cache.Guards.IsFiltered(key))
        {
            return;
        }

        var answer = await tier.CallAsync(static (t, a, ct) => t.AnnounceAsync(a.key, a.Operation, ct), (key, Operation: cache.Operations.Next())).ConfigureAwait(false);
        if (!answer.HasAnswer)
        {
            cache.Pending.AddAnnouncement(key);
        }
    }

    private static bool IsOlder(LocalEntry there, long sourceVersion) => there.Details is { SourceVersion: > 0 } details && details.SourceVersion > sourceVersion;

    private TypedEntry<T> Make<T>(string key, T value, CacheEntryOptions options, long sourceVersion, OperationId operation)
    {
        var point = cache.Here(operation);
        var isNotFound = value is null;
        var clone = options.CloneOnRead && !isNotFound;
        var entry = new TypedEntry<T>(key, clone ? default! : value)
        {
            TagStamp = point.TagStamp,
            Epoch = point.Epoch,
            Generation = point.Generation,
            IsNotFound = isNotFound,
            Details = options.Tags.Count > 0 || sourceVersion > 0 || clone
                ? new EntryDetails(options.Tags, null, clone ? cache.Serialize(value) : null, sourceVersion)
                : null,
        };
        Lifetimes.Of(options, isNotFound, operation).Stamp(entry, options, cache.Clock.Now, age: 0);
        return entry;
    }

    private WriteOutcome SetLocally(WriteWatch watch, LocalEntry entry, VersionSource versions, long sourceVersion)
    {
        if (sourceVersion > 0 && cache.Local.Find(entry.Key) is { } there && IsOlder(there, sourceVersion))
        {
            return WriteOutcome.Outdated;
        }

        entry.Version = versions.Next();
        cache.Apply(entry.Key, entry.Version, watch.Operation, CacheLogKind.Set);
        cache.Local.Put(watch, entry);
        return WriteOutcome.Applied;
    }

    /// <summary>The shared tier has a newer row than was written, and what this node has may be older still.</summary>
    private void DropUnlessNewer(KeyWatch watch, long sourceVersion)
    {
        if (cache.Local.Find(watch.Key)?.Details is not { } details || details.SourceVersion < sourceVersion)
        {
            cache.Apply(watch.Key, 0, watch.Operation, CacheLogKind.Remove);
        }
    }

    /// <summary>Whether this node knows of a newer row, by its copy or by a change that waits.</summary>
    private bool IsKnownOlder(string key, long sourceVersion) =>
        sourceVersion > 0 && ((cache.Local.Find(key) is { } there && IsOlder(there, sourceVersion)) || cache.Pending.Find(key)?.SourceVersion > sourceVersion);

    private void Conclude(KeyWatch watch, bool hasAnswer, long version, CacheLogKind kind, long sourceVersion, PendingWrite? before)
    {
        if (hasAnswer)
        {
            cache.Counters.Count(CacheEvent.LogSent);
            cache.Pending.Overwritten(watch.Key, before, sourceVersion);
        }
        else
        {
            Log.WritePending(cache.Logger, cache.Name, watch.Key, null);
            cache.Pending.AddKey(watch.Key, sourceVersion);
        }

        cache.Apply(watch.Key, version, watch.Operation, kind);
    }

    private void Store(KeyWatch watch, LocalEntry entry, CacheEntryOptions options)
    {
        if (!options.Has(HybridCacheEntryFlags.DisableLocalCacheWrite))
        {
            cache.Local.Put(watch, entry);
        }
    }
}
