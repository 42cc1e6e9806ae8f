namespace Seckill.Caching.Telemetry;

/// <summary>Names of what a cache measures. Every instrument carries the tag <c>cache</c>, the cache's name.</summary>
public static class CachingDiagnostics
{
    /// <summary>The meter.</summary>
    public const string MeterName = "Seckill.Caching";

    /// <summary>The source of activities: one for each load.</summary>
    public const string ActivitySourceName = "Seckill.Caching";

    /// <summary>Look-ups by <c>tier</c> and <c>result</c>; unit <c>{lookup}</c>.</summary>
    public const string Lookups = "seckill.cache.lookups";

    /// <summary>Calls that a guard kept from the next tier or the source, by <c>guard</c>; unit <c>{call}</c>.</summary>
    public const string Guarded = "seckill.cache.guarded";

    /// <summary>Loads by <c>outcome</c>; unit <c>{load}</c>.</summary>
    public const string Loads = "seckill.cache.loads";

    /// <summary>How long loads took; unit <c>s</c>.</summary>
    public const string LoadDuration = "seckill.cache.load.duration";

    /// <summary>Leases by <c>outcome</c>; unit <c>{lease}</c>.</summary>
    public const string Leases = "seckill.cache.leases";

    /// <summary>Records of the log by <c>event</c>; unit <c>{record}</c>.</summary>
    public const string Invalidations = "seckill.cache.invalidations";

    /// <summary>Whether calls to the Distributed tier are let through, 1 or 0.</summary>
    public const string DistributedUp = "seckill.cache.distributed.up";

    /// <summary>Whether the node hears the log, 1 or 0.</summary>
    public const string Trusted = "seckill.cache.trusted";

    /// <summary>Entries in the Local tier; unit <c>{entry}</c>.</summary>
    public const string LocalEntries = "seckill.cache.local.entries";

    /// <summary>Changes that the Distributed tier has not heard of; unit <c>{key}</c>.</summary>
    public const string PendingWrites = "seckill.cache.pending";
}
