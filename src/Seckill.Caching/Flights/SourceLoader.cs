using System.Diagnostics;
using Microsoft.Extensions.Caching.Hybrid;
using Seckill.Caching.Distributed;
using Seckill.Caching.Following;
using Seckill.Caching.Loading;
using Seckill.Caching.Local;
using Seckill.Caching.Options;
using Seckill.Caching.Telemetry;

namespace Seckill.Caching.Flights;

/// <summary>Loads a key from the source, stores the result where it may be stored, and serves what is stale when the source fails.</summary>
internal sealed class SourceLoader(CacheParts cache)
{
    /// <param name="flight">Who waits.</param>
    /// <param name="plan">How to load.</param>
    /// <param name="point">What was known before.</param>
    /// <param name="stale">The older value, if there is one.</param>
    /// <param name="isLeased">Whether this node holds the lease; without it the Distributed tier is not written.</param>
    public async ValueTask<LocalEntry> LoadAsync<T>(Flight flight, LoadPlan<T> plan, ReadPoint point, TypedEntry<T>? stale, bool isLeased)
    {
        var options = plan.Options;
        var started = cache.Clock.Provider.GetTimestamp();
        using var patience = new Patience(flight, stale, cache, options);
        using var keeper = isLeased ? new LeaseKeeper(cache.Tier!, flight.Key, flight.Operation, options.LeaseDuration, cache.Clock.Provider) : null;
        using var activity = CachingMetrics.Activities.StartActivity("cache load");
        activity?.SetTag("cache.name", cache.Name);
        patience.Begin();
        try
        {
            var (context, value) = await CallSourceAsync(flight, plan, stale).ConfigureAwait(false);
            var entry = Make(flight, context, value, stale, point);
            cache.Counters.Count(entry.IsNotFound ? CacheEvent.LoadNotFound : context.IsNotModified ? CacheEvent.LoadNotModified : CacheEvent.LoadValue);
            await StoreAsync(flight, context.Options, entry, isLeased).ConfigureAwait(false);
            return entry;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            activity?.SetStatus(ActivityStatusCode.Error);
            return await FailAsync(flight, options, stale, isLeased, e).ConfigureAwait(false);
        }
        finally
        {
            cache.Metrics.Loaded(cache.Name, cache.Clock.Provider.GetElapsedTime(started));
        }
    }

    /// <summary>Gives a stale entry a short further life, after which one caller tries again while the others are still served.</summary>
    public LocalEntry ServeStale<T>(Flight flight, TypedEntry<T> stale, CacheEntryOptions options, TimeSpan rest)
    {
        cache.Counters.Count(CacheEvent.GuardFailSafe);
        var now = cache.Clock.Now;
        var point = cache.Here(flight.Operation);
        var again = new TypedEntry<T>(stale.Key, stale.Value)
        {
            Version = stale.Version,
            IsVersionBorrowed = stale.IsVersionBorrowed,
            TagStamp = stale.TagStamp,
            Details = stale.Details,
            KeepUntil = stale.KeepUntil,
            LoadedAt = now,
            Epoch = point.Epoch,
            Generation = point.Generation,
            CheckAt = now + (long)rest.TotalMilliseconds,
            FreshUntil = Math.Min(stale.KeepUntil, Math.Max(stale.Epoch == point.Epoch ? stale.FreshUntil : 0, now + (2 * (long)rest.TotalMilliseconds))),
        };
        if (!options.Has(HybridCacheEntryFlags.DisableLocalCacheWrite) && again.Version > 0)
        {
            cache.Local.Put(flight, again);
        }

        return again;
    }

    private async ValueTask<(CacheLoadContext<T> Context, T Value)> CallSourceAsync<T>(Flight flight, LoadPlan<T> plan, TypedEntry<T>? stale)
    {
        var options = plan.Options;
        var details = stale?.Details;
        var old = stale is null ? default! : cache.ValueOf(stale);
        var context = new CacheLoadContext<T>(flight.Key, options, stale is not null, old, details?.Validator, stale?.NamingVersion ?? 0);
        using var limit = new CancellationTokenSource(options.FactoryHardTimeout, cache.Clock.Provider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cache.Lifetime);
        try
        {
            flight.WaitBy(plan.Pass);
            var slot = plan.TakesSlot ? await cache.Limiter.EnterAsync(plan.Pass, isAwaited: !flight.IsRefresh, both.Token).ConfigureAwait(false) : default;
            ValueTask<T> load;
            try
            {
                cache.Limiter.MarkLoading(slot);
                load = plan.LoadAsync(context, both.Token);
            }
            catch (Exception)
            {
                slot.Dispose();
                throw;
            }

            if (load.IsCompleted)
            {
                using (slot)
                {
                    return (context, await load.ConfigureAwait(false));
                }
            }

            // A load that does not listen to its token goes on alone, and keeps its slot until it ends.
            return (context, await EndAsync(load, slot).WaitAsync(both.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested)
        {
            throw new TimeoutException($"The load of \"{flight.Key}\" took longer than FactoryHardTimeout ({options.FactoryHardTimeout}).", e);
        }
    }

    private static async Task<T> EndAsync<T>(ValueTask<T> load, LoadSlot slot)
    {
        using (slot)
        {
            return await load.ConfigureAwait(false);
        }
    }

    private TypedEntry<T> Make<T>(Flight flight, CacheLoadContext<T> context, T value, TypedEntry<T>? stale, ReadPoint point)
    {
        var options = context.Options;
        var isNotFound = context.IsNotFound || value is null;
        var source = context.IsNotModified && context.SourceVersion == 0 ? stale?.Details?.SourceVersion ?? 0 : context.SourceVersion;
        var clone = options.CloneOnRead && !isNotFound;
        byte[]? payload = clone ? cache.Serialize(value) : null;
        var entry = new TypedEntry<T>(flight.Key, isNotFound || clone ? default! : value)
        {
            TagStamp = point.TagStamp,
            Epoch = point.Epoch,
            Generation = point.Generation,
            IsNotFound = isNotFound,
            Details = context.Tags.Count > 0 || context.Validator is not null || source > 0 || clone
                ? new EntryDetails(context.Tags, context.Validator, payload, source)
                : null,
        };
        Lifetimes.Of(options, isNotFound, point.Operation).Stamp(entry, options, cache.Clock.Now, age: 0);
        return entry;
    }

    private async ValueTask StoreAsync<T>(Flight flight, CacheEntryOptions options, TypedEntry<T> entry, bool isLeased)
    {
        var stores = !options.Has(HybridCacheEntryFlags.DisableLocalCacheWrite);
        if (isLeased)
        {
            // Overtaken by a change that the tier may not have heard of, or begun in a history that the tier has lost: the lease would let it through.
            if (flight.IsOvertaken || cache.Validity.IsLost(entry.Epoch))
            {
                await AbandonAsync(flight, TimeSpan.Zero).ConfigureAwait(false);
                Overtaken(flight);
                return;
            }

            var answer = await cache.Tier!.CallAsync(
                static (t, a, ct) => t.CommitAsync(a.Key, a.Operation, a.Write, ct),
                (flight.Key, flight.Operation, Write: cache.ToWrite(entry, options, flight.Operation))).ConfigureAwait(false);
            if (answer is { HasAnswer: true, Value: 0 })
            {
                cache.Counters.Count(CacheEvent.LeaseRefused);
                Overtaken(flight);
                return;
            }

            entry.Version = answer.Value;
            entry.TagStamp = cache.CredibleStamp(entry.TagStamp, entry.Version);
            if (answer.HasAnswer)
            {
                cache.Counters.Count(CacheEvent.LogSent);
                cache.Apply(flight.Key, entry.Version, flight.Operation, CacheLogKind.Commit);
            }
        }

        if (stores && !cache.Local.Put(flight, entry) && flight.IsOvertaken)
        {
            Overtaken(flight);
        }
    }

    private async ValueTask<LocalEntry> FailAsync<T>(Flight flight, CacheEntryOptions options, TypedEntry<T>? stale, bool isLeased, Exception e)
    {
        cache.Counters.Count(CacheEvent.LoadFailed);
        if (isLeased)
        {
            await AbandonAsync(flight, stale is null ? TimeSpan.Zero : options.FailSafeThrottle).ConfigureAwait(false);
        }

        if (stale is null || cache.Validity.Judge(stale) == Freshness.Gone)
        {
            Log.LoadFailed(cache.Logger, cache.Name, flight.Key, e);
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e);
        }

        Log.LoadFailedStale(cache.Logger, cache.Name, flight.Key, e);
        return ServeStale(flight, stale, options, options.FailSafeThrottle);
    }

    private ValueTask<TierResult<bool>> AbandonAsync(Flight flight, TimeSpan coolDown) => cache.Tier!.CallAsync(
        static async (t, a, ct) =>
        {
            await t.AbandonAsync(a.Key, a.Operation, a.CoolDown, ct).ConfigureAwait(false);
            return true;
        },
        (flight.Key, flight.Operation, CoolDown: coolDown));

    private void Overtaken(Flight flight)
    {
        cache.Counters.Count(CacheEvent.LoadOvertaken);
        Log.LoadOvertaken(cache.Logger, cache.Name, flight.Key);
    }
}
