using Microsoft.Extensions.Caching.Hybrid;
using Seckill.Caching.Flights;
using Seckill.Caching.Following;
using Seckill.Caching.Loading;
using Seckill.Caching.Local;
using Seckill.Caching.Options;
using Seckill.Caching.Telemetry;

namespace Seckill.Caching.Reading;

/// <summary>What happens when a look-up is not an ordinary hit.</summary>
internal sealed class ReadPath(CacheParts cache, FlightRunner runner, LogFollower? follower)
{
    /// <summary>Gets a key from whatever has it, or loads it. The answer may be an entry that says "not found".</summary>
    public ValueTask<TypedEntry<T>> GetAsync<T>(string key, LoadPlan<T> plan, CancellationToken cancellationToken)
    {
        if (plan.Options.Has(HybridCacheEntryFlags.DisableUnderlyingData))
        {
            plan.Undemanded();
            return FindOrAbsentAsync<T>(key, plan.Options, cancellationToken);
        }

        if (!plan.Options.Has(HybridCacheEntryFlags.DisableLocalCacheRead) && FindLocal(key, plan) is { } entry)
        {
            plan.Undemanded();
            return new ValueTask<TypedEntry<T>>(entry);
        }

        if (cache.Guards.IsAbsent(key, cache.Validity.IsTrusted, cache.Counters))
        {
            plan.Undemanded();
            return new ValueTask<TypedEntry<T>>(new TypedEntry<T>(key, default!) { IsNotFound = true });
        }

        return FlyAsync(key, plan, cancellationToken);
    }

    /// <summary>The same for the value alone.</summary>
    public ValueTask<T> GetValueAsync<T>(string key, LoadPlan<T> plan, CancellationToken cancellationToken)
    {
        if (plan.Options.Has(HybridCacheEntryFlags.DisableUnderlyingData))
        {
            return FindValueAsync<T>(key, plan.Options, cancellationToken);
        }

        if (!plan.Options.Has(HybridCacheEntryFlags.DisableLocalCacheRead) && FindLocal(key, plan) is { } entry)
        {
            plan.Undemanded();
            return new ValueTask<T>(cache.ValueOf(entry));
        }

        if (cache.Guards.IsAbsent(key, cache.Validity.IsTrusted, cache.Counters))
        {
            plan.Undemanded();
            return new ValueTask<T>(default(T)!);
        }

        return FlyForValueAsync(key, plan, cancellationToken);
    }

    /// <summary>Looks into the tiers without loading; null when none has a fresh entry, or when the Distributed tier does not answer.</summary>
    public async ValueTask<(TypedEntry<T>? Entry, bool IsAnswered)> FindAsync<T>(string key, CacheEntryOptions options, CancellationToken cancellationToken)
    {
        if (!options.Has(HybridCacheEntryFlags.DisableLocalCacheRead)
            && cache.Local.Find(key) is TypedEntry<T> local && cache.Validity.Judge(local) is Freshness.Fresh or Freshness.Refresh)
        {
            CountHit(local);
            return (local, true);
        }

        if (cache.Guards.IsAbsent(key, cache.Validity.IsTrusted, cache.Counters))
        {
            return (new TypedEntry<T>(key, default!) { IsNotFound = true }, true);
        }

        cache.Counters.Count(CacheEvent.LocalMiss);
        if (cache.Tier is null || follower is null || options.Has(HybridCacheEntryFlags.DisableDistributedCacheRead))
        {
            return (null, true);
        }

        if (cache.Pending.Covers(key))
        {
            return (null, false);
        }

        await follower.StartedAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        var watch = new WriteWatch(key, cache.Operations.Next());
        cache.Local.Add(watch);
        try
        {
            var point = cache.Here(watch.Operation);
            var answer = await cache.Tier.CallAsync(static (t, k, ct) => t.GetAsync(k, ct), key).ConfigureAwait(false);
            var read = answer.HasAnswer ? await cache.Reader.ReadAsync<T>(key, answer.Value, options, point).ConfigureAwait(false) : default;
            cache.Counters.Count(!read.IsServable ? CacheEvent.DistributedMiss : read.Entry!.IsNotFound ? CacheEvent.DistributedNotFound : CacheEvent.DistributedHit);
            if (read.IsServable && !options.Has(HybridCacheEntryFlags.DisableLocalCacheWrite))
            {
                cache.Local.Put(watch, read.Entry!);
            }

            return (read.IsServable ? read.Entry : null, answer.HasAnswer);
        }
        finally
        {
            cache.Local.Remove(watch);
        }
    }

    private async ValueTask<TypedEntry<T>> FindOrAbsentAsync<T>(string key, CacheEntryOptions options, CancellationToken cancellationToken) =>
        (await FindAsync<T>(key, options, cancellationToken).ConfigureAwait(false)).Entry ?? new TypedEntry<T>(key, default!) { IsNotFound = true };

    private async ValueTask<T> FindValueAsync<T>(string key, CacheEntryOptions options, CancellationToken cancellationToken) =>
        await FindAsync<T>(key, options, cancellationToken).ConfigureAwait(false) is { Entry: { } entry } ? cache.ValueOf(entry) : default!;

    private TypedEntry<T>? FindLocal<T>(string key, LoadPlan<T> plan)
    {
        if (cache.Local.Find(key) is not TypedEntry<T> entry)
        {
            cache.Counters.Count(CacheEvent.LocalMiss);
            return null;
        }

        switch (cache.Validity.Judge(entry))
        {
            case Freshness.Fresh:
                CountHit(entry);
                return entry;
            case Freshness.Refresh:
                CountHit(entry);
                if (plan.Refreshes)
                {
                    Refresh(key, plan);
                }

                return entry;
            default:
                cache.Counters.Count(CacheEvent.LocalStale);
                return null;
        }
    }

    private void CountHit(LocalEntry entry)
    {
        if (entry.IsNotFound)
        {
            cache.Counters.Count(CacheEvent.LocalNotFound);
            cache.Counters.Count(CacheEvent.GuardNotFound);
        }
        else
        {
            cache.Counters.LocalHit();
        }
    }

    private async ValueTask<TypedEntry<T>> FlyAsync<T>(string key, LoadPlan<T> plan, CancellationToken cancellationToken)
    {
        var arrival = cache.Flights.Last;
        while (true)
        {
            var found = await Board(key, plan, out var flight, cancellationToken).ConfigureAwait(false);
            if (Accept<T>(flight, found, arrival) is { } entry)
            {
                return entry;
            }
        }
    }

    // The same for those who want no more than the value: a crowd pays for each further step of each of its members.
    private async ValueTask<T> FlyForValueAsync<T>(string key, LoadPlan<T> plan, CancellationToken cancellationToken)
    {
        var arrival = cache.Flights.Last;
        while (true)
        {
            var found = await Board(key, plan, out var flight, cancellationToken).ConfigureAwait(false);
            if (Accept<T>(flight, found, arrival) is { } entry)
            {
                return cache.ValueOf(entry);
            }
        }
    }

    /// <summary>Joins the flight of a key, or begins one.</summary>
    private Task<LocalEntry?> Board<T>(string key, LoadPlan<T> plan, out Flight flight, CancellationToken cancellationToken)
    {
        (flight, var isLeader) = cache.Flights.Join(key, typeof(T), isRefresh: false);
        Task<LocalEntry?> result;
        if (isLeader)
        {
            // Begun here, so that the load runs in its first caller's execution context; it outlives that caller's wait.
            _ = runner.RunAsync(flight, plan);
            result = flight.LeadAsync();
        }
        else
        {
            plan.Undemanded();
            if (cache.Limiter.IsLoading)
            {
                flight.Hasten();
            }

            result = flight.JoinAsync();
            if (flight.Type != typeof(T))
            {
                // Somebody reads the key as another type. Its failure is not ours.
                result = result.ContinueWith(
                    static _ => (LocalEntry?)null, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }

        return cancellationToken.CanBeCanceled ? result.WaitAsync(cancellationToken) : result;
    }

    /// <summary>What a flight brought, if it is good for a caller that came at <paramref name="arrival"/>.</summary>
    private TypedEntry<T>? Accept<T>(Flight flight, LocalEntry? found, long arrival)
    {
        if (found is TypedEntry<T> entry && (flight.Number > arrival || IsGoodFor(entry)))
        {
            return entry;
        }

        // Begun before this caller came, and spoilt by something that had happened by then.
        cache.Flights.Remove(flight);
        return null;
    }

    /// <summary>Whether the result of a flight that began before the caller came holds in spite of what has happened since.</summary>
    private bool IsGoodFor(LocalEntry entry) =>
        cache.Validity.Tags.Check(entry.Tags, entry.TagStamp) != TagState.Removed
        && !cache.Validity.IsDropped(entry)
        && (entry.Epoch == cache.Validity.Epoch || cache.Clock.Now >= entry.FreshUntil);

    private void Refresh<T>(string key, LoadPlan<T> plan)
    {
        var (flight, isLeader) = cache.Flights.Join(key, typeof(T), isRefresh: true);
        if (!isLeader)
        {
            return;
        }

        if (cache.CompletesInline)
        {
            _ = runner.RunAsync(flight, plan);
        }
        else
        {
            // The one whose hit began the refresh does not wait for any part of it.
            _ = Task.Run(() => runner.RunAsync(flight, plan));
        }
    }
}
