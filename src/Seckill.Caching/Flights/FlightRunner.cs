using Seckill.Caching.Following;
using Seckill.Caching.Loading;
using Seckill.Caching.Local;
using Seckill.Caching.Options;
using Seckill.Caching.Telemetry;
using Microsoft.Extensions.Caching.Hybrid;

namespace Seckill.Caching.Flights;

/// <summary>Resolves a key for all who wait on a flight: Distributed tier, lease, source.</summary>
internal sealed class FlightRunner(CacheParts cache, LogFollower? follower, SourceLoader loader)
{
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs the flight. Never throws: what goes wrong goes to those who wait.</summary>
    public async Task RunAsync<T>(Flight flight, LoadPlan<T> plan)
    {
        LocalEntry? result = null;
        Exception? fault = null;
        cache.Local.Add(flight);
        try
        {
            result = await ResolveAsync(flight, plan).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Whatever it is: nobody may be left waiting.
            fault = e;
        }

        plan.Undemanded();
        cache.Flights.Remove(flight);
        cache.Local.Remove(flight);
        if (fault is null)
        {
            flight.Complete(result);
        }
        else
        {
            flight.Fail(fault);
        }
    }

    private async ValueTask<LocalEntry?> ResolveAsync<T>(Flight flight, LoadPlan<T> plan)
    {
        var options = plan.Options;
        var stale = FindStale<T>(flight.Key);
        if (cache.Tier is null || follower is null || options.Has(HybridCacheEntryFlags.DisableDistributedCache))
        {
            return await loader.LoadAsync(flight, plan, Begin(flight), stale, isLeased: false).ConfigureAwait(false);
        }

        await follower.StartedAsync().ConfigureAwait(false);
        var deadline = cache.Clock.Now + (long)options.FactoryHardTimeout.TotalMilliseconds;
        long seen = 0;
        if (!options.Has(HybridCacheEntryFlags.DisableDistributedCacheRead))
        {
            var (read, hasAnswer) = await GetAsync(flight, plan).ConfigureAwait(false);
            if (read.IsServable && !(flight.IsRefresh && read.Freshness == Freshness.Refresh))
            {
                return read.Entry;
            }

            if (!hasAnswer)
            {
                return await loader.LoadAsync(flight, plan, Begin(flight), stale, isLeased: false).ConfigureAwait(false);
            }

            (stale, seen) = (read.Entry ?? (read.Freshness == Freshness.Gone ? null : stale), read.Version);
        }

        if (options.Has(HybridCacheEntryFlags.DisableDistributedCacheWrite))
        {
            return await loader.LoadAsync(flight, plan, Begin(flight), stale, isLeased: false).ConfigureAwait(false);
        }

        return await LeaseAsync(flight, plan, stale, seen, deadline).ConfigureAwait(false);
    }

    /// <summary>Reads the shared entry, again if a change came in meanwhile. No answer: the source must be asked.</summary>
    private async ValueTask<(ReadEntry<T> Read, bool HasAnswer)> GetAsync<T>(Flight flight, LoadPlan<T> plan)
    {
        while (true)
        {
            if (cache.Pending.Covers(flight.Key))
            {
                return (default, false);
            }

            var point = Begin(flight);
            var answer = await cache.Tier!.CallAsync(static (t, key, ct) => t.GetAsync(key, ct), flight.Key).ConfigureAwait(false);
            if (!answer.HasAnswer)
            {
                return (default, false);
            }

            var read = await cache.Reader.ReadAsync<T>(flight.Key, answer.Value, plan.Options, point).ConfigureAwait(false);
            if (!read.IsServable)
            {
                cache.Counters.Count(read.Version == 0 ? CacheEvent.DistributedMiss : CacheEvent.DistributedStale);
                return (read, true);
            }

            if (Store(flight, plan, read.Entry!) || !flight.IsOvertaken)
            {
                cache.Counters.Count(read.Entry!.IsNotFound ? CacheEvent.DistributedNotFound : CacheEvent.DistributedHit);
                return (read, true);
            }
        }
    }

    /// <summary>Becomes the one who loads, or waits for the one who does.</summary>
    private async ValueTask<LocalEntry?> LeaseAsync<T>(Flight flight, LoadPlan<T> plan, TypedEntry<T>? stale, long seen, long deadline)
    {
        var options = plan.Options;
        var overrideCooling = false;
        using var patience = new Patience(flight, stale, cache, options);
        while (true)
        {
            var signals = cache.Local.BeginReading(flight);
            var point = cache.Here(flight.Operation);
            if (cache.Pending.Covers(flight.Key))
            {
                return await loader.LoadAsync(flight, plan, point, stale, isLeased: false).ConfigureAwait(false);
            }

            var answer = await cache.Tier!.CallAsync(
                static (t, a, ct) => t.AcquireAsync(a.Key, a.Request, ct),
                (flight.Key, Request: new LeaseRequest(flight.Operation, options.LeaseDuration, seen, overrideCooling))).ConfigureAwait(false);
            if (!answer.HasAnswer)
            {
                return await loader.LoadAsync(flight, plan, point, stale, isLeased: false).ConfigureAwait(false);
            }

            var reply = answer.Value;
            switch (reply.Outcome)
            {
                case LeaseOutcome.Granted:
                    cache.Counters.Count(CacheEvent.LeaseGranted);
                    return await loader.LoadAsync(flight, plan, point, stale, isLeased: true).ConfigureAwait(false);

                case LeaseOutcome.Found:
                    cache.Counters.Count(CacheEvent.LeaseFound);
                    var read = await cache.Reader.ReadAsync<T>(flight.Key, reply.Entry, options, point).ConfigureAwait(false);
                    if (read.IsServable && (Store(flight, plan, read.Entry!) || !flight.IsOvertaken))
                    {
                        return read.Entry;
                    }

                    (stale, seen) = (read.Entry ?? stale, read.IsServable ? seen : Math.Max(seen, reply.Entry?.Version ?? seen));
                    break;

                case LeaseOutcome.Busy when flight.IsRefresh:
                    // Somebody else refreshes, and will tell.
                    cache.Counters.Count(CacheEvent.LeaseBusy);
                    PostponeRefresh(flight.Key, reply.RetryAfter);
                    return null;

                case LeaseOutcome.Busy:
                    cache.Counters.Count(CacheEvent.LeaseBusy);
                    plan.Undemanded();
                    patience.Begin();
                    if (cache.Clock.Now >= deadline)
                    {
                        throw new TimeoutException($"Another node has been loading \"{flight.Key}\" for longer than FactoryHardTimeout ({options.FactoryHardTimeout}).");
                    }

                    var wait = reply.RetryAfter + TimeSpan.FromMilliseconds(1);
                    await cache.Local.WaitAsync(flight, signals, wait < s_longestWait ? wait : s_longestWait, cache.Clock.Provider, cache.Lifetime).ConfigureAwait(false);
                    break;

                case LeaseOutcome.Cooling when stale is not null && cache.Validity.Judge(stale) != Freshness.Gone:
                    cache.Counters.Count(CacheEvent.LeaseCooling);
                    return loader.ServeStale(flight, stale, options, reply.RetryAfter);

                default:
                    overrideCooling = true;
                    break;
            }
        }
    }

    private ReadPoint Begin(Flight flight)
    {
        cache.Local.BeginReading(flight);
        return cache.Here(flight.Operation);
    }

    private bool Store<T>(Flight flight, LoadPlan<T> plan, TypedEntry<T> entry) =>
        plan.Options.Has(HybridCacheEntryFlags.DisableLocalCacheWrite) || cache.Local.Put(flight, entry);

    private TypedEntry<T>? FindStale<T>(string key) =>
        cache.Local.Find(key) is TypedEntry<T> { IsNotFound: false } entry && cache.Validity.Judge(entry) != Freshness.Gone ? entry : null;

    private void PostponeRefresh(string key, TimeSpan time)
    {
        if (cache.Local.Find(key) is { } entry)
        {
            cache.Local.Postpone(entry, cache.Clock.Now + (long)time.TotalMilliseconds);
        }
    }
}
