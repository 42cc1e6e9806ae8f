using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Seckill.Caching.Telemetry;

/// <summary>The instruments of all caches of a process. What is counted anyway is only read when somebody collects.</summary>
internal sealed class CachingMetrics
{
    private static readonly (CacheEvent Event, string Tier, string Result)[] s_lookups =
    [
        (CacheEvent.LocalMiss, "local", "miss"), (CacheEvent.LocalStale, "local", "stale"), (CacheEvent.LocalNotFound, "local", "notfound"),
        (CacheEvent.DistributedHit, "distributed", "hit"), (CacheEvent.DistributedMiss, "distributed", "miss"),
        (CacheEvent.DistributedStale, "distributed", "stale"), (CacheEvent.DistributedNotFound, "distributed", "notfound"),
        (CacheEvent.DistributedFault, "distributed", "fault"),
    ];

    private readonly Lock _gate = new();
    private readonly Histogram<double> _loadDuration;
    private CacheParts[] _caches = [];

    public CachingMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(CachingDiagnostics.MeterName);
        _loadDuration = meter.CreateHistogram<double>(CachingDiagnostics.LoadDuration, "s", "How long loads took");
        meter.CreateObservableCounter(CachingDiagnostics.Lookups, ReadLookups, "{lookup}", "Look-ups by tier and result");
        meter.CreateObservableCounter(CachingDiagnostics.Guarded, () => Read("guard", CacheReports.Guards), "{call}", "Calls that a guard kept from the source");
        meter.CreateObservableCounter(CachingDiagnostics.Loads, () => Read("outcome", CacheReports.Loads), "{load}", "Loads by outcome");
        meter.CreateObservableCounter(CachingDiagnostics.Leases, () => Read("outcome", CacheReports.Leases), "{lease}", "Leases by outcome");
        meter.CreateObservableCounter(CachingDiagnostics.Invalidations, () => Read("event", CacheReports.Log), "{record}", "Records of the log");
        meter.CreateObservableGauge(CachingDiagnostics.DistributedUp, () => Read(c => c.Tier is null || c.Tier.IsUp ? 1 : 0), null, "Whether the Distributed tier is called");
        meter.CreateObservableGauge(CachingDiagnostics.Trusted, () => Read(c => c.Validity.IsTrusted ? 1 : 0), null, "Whether the node hears the log");
        meter.CreateObservableGauge(CachingDiagnostics.LocalEntries, () => Read(c => c.Local.Count), "{entry}", "Entries in the Local tier");
        meter.CreateObservableGauge(CachingDiagnostics.PendingWrites, () => Read(c => c.Pending.Count), "{key}", "Changes the Distributed tier has not heard of");
    }

    public static ActivitySource Activities { get; } = new(CachingDiagnostics.ActivitySourceName);

    public void Add(CacheParts cache)
    {
        lock (_gate)
        {
            _caches = [.. _caches, cache];
        }
    }

    public void Remove(CacheParts cache)
    {
        lock (_gate)
        {
            _caches = [.. _caches.Where(c => c != cache)];
        }
    }

    public void Loaded(string cache, TimeSpan time) =>
        _loadDuration.Record(time.TotalSeconds, new KeyValuePair<string, object?>("cache", cache));

    private IEnumerable<Measurement<long>> ReadLookups()
    {
        foreach (var cache in Volatile.Read(ref _caches))
        {
            yield return Lookup(cache, cache.Counters.LocalHits, "local", "hit");
            foreach (var (what, tier, result) in s_lookups)
            {
                yield return Lookup(cache, cache.Counters.Read(what), tier, result);
            }
        }
    }

    private static Measurement<long> Lookup(CacheParts cache, long count, string tier, string result) =>
        new(count, new("cache", cache.Name), new("tier", tier), new("result", result));

    private IEnumerable<Measurement<long>> Read(string tag, (string Name, CacheEvent Event)[] events)
    {
        foreach (var cache in Volatile.Read(ref _caches))
        {
            foreach (var (name, what) in events)
            {
                yield return new Measurement<long>(cache.Counters.Read(what), new("cache", cache.Name), new(tag, name));
            }
        }
    }

    private IEnumerable<Measurement<long>> Read(Func<CacheParts, long> value)
    {
        foreach (var cache in Volatile.Read(ref _caches))
        {
            yield return new Measurement<long>(value(cache), new KeyValuePair<string, object?>("cache", cache.Name));
        }
    }
}
