namespace Seckill.Caching.Telemetry;

/// <summary>Counters by the names under which they are shown.</summary>
internal static class CacheReports
{
    public static readonly (string Name, CacheEvent Event)[] Guards =
    [
        ("filter", CacheEvent.GuardFilter), ("range", CacheEvent.GuardRange), ("not-found", CacheEvent.GuardNotFound),
        ("single-flight", CacheEvent.GuardSingleFlight), ("lease", CacheEvent.LeaseBusy), ("fail-safe", CacheEvent.GuardFailSafe),
        ("limiter", CacheEvent.GuardLimiter), ("breaker", CacheEvent.GuardBreaker), ("overtaken-load", CacheEvent.LoadOvertaken),
    ];

    public static readonly (string Name, CacheEvent Event)[] Loads =
    [
        ("value", CacheEvent.LoadValue), ("notfound", CacheEvent.LoadNotFound), ("notmodified", CacheEvent.LoadNotModified),
        ("failed", CacheEvent.LoadFailed), ("overtaken", CacheEvent.LoadOvertaken),
    ];

    public static readonly (string Name, CacheEvent Event)[] Leases =
    [
        ("granted", CacheEvent.LeaseGranted), ("busy", CacheEvent.LeaseBusy), ("cooling", CacheEvent.LeaseCooling),
        ("found", CacheEvent.LeaseFound), ("refused", CacheEvent.LeaseRefused),
    ];

    public static readonly (string Name, CacheEvent Event)[] Log =
    [
        ("sent", CacheEvent.LogSent), ("received", CacheEvent.LogReceived), ("repaired", CacheEvent.LogRepaired), ("flushed", CacheEvent.LogFlushed),
    ];

    public static CacheReport Read(CacheParts cache)
    {
        var counters = cache.Counters;
        long Sum(params ReadOnlySpan<CacheEvent> events)
        {
            long sum = 0;
            foreach (var what in events)
            {
                sum += counters.Read(what);
            }

            return sum;
        }

        return new CacheReport(
            cache.Name,
            cache.Local.Count,
            [
                new TierReport("local", counters.LocalHits + Sum(CacheEvent.LocalNotFound), Sum(CacheEvent.LocalMiss, CacheEvent.LocalStale)),
                new TierReport(
                    "distributed",
                    Sum(CacheEvent.DistributedHit, CacheEvent.DistributedNotFound),
                    Sum(CacheEvent.DistributedMiss, CacheEvent.DistributedStale, CacheEvent.DistributedFault)),
            ],
            [.. Guards.Select(g => new GuardReport(g.Name, counters.Read(g.Event)))],
            cache.Validity.IsTrusted,
            cache.Tier?.IsUp ?? true,
            cache.Pending.Count);
    }
}
