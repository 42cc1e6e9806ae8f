using Microsoft.Extensions.Caching.Hybrid;

namespace Seckill.Caching;

/// <summary>How long an entry lives, and what happens while it is loaded again. Immutable; derive with <c>with</c>. The defaults work.</summary>
public sealed record CacheEntryOptions
{
    /// <summary>How long a value is fresh. Default: 1 hour.</summary>
    public TimeSpan Expiration { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a node serves its own copy before it looks into the Distributed tier again; never longer than the value is fresh. Default: 5 minutes.</summary>
    public TimeSpan LocalExpiration { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long it is remembered that the source has nothing under a key. Default: 5 minutes.</summary>
    public TimeSpan NotFoundExpiration { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A node's own share of <see cref="NotFoundExpiration"/>. Default: 30 seconds.</summary>
    public TimeSpan LocalNotFoundExpiration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Spread of every life, as a fraction to both sides: 0.1 makes 1 hour 54 to 66 minutes. 0 to 0.5. Default: 0.1.</summary>
    public double Jitter { get; init; } = 0.1;

    /// <summary>A further random addition to <see cref="Expiration"/>, from zero up to this. Default: zero.</summary>
    public TimeSpan JitterUpTo { get; init; }

    /// <summary>How long after its freshness a value is kept, to be served when the source fails or is slow. Zero switches it off. Default: 10 minutes.</summary>
    public TimeSpan FailSafeFor { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>After a failed load: how long the stale value is served before the source is tried again, by one node. Default: 1 second.</summary>
    public TimeSpan FailSafeThrottle { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Fraction of its fresh life after which a value that is asked for is loaded again in the background. 1 switches it off. Default: 0.8.</summary>
    public double RefreshAfter { get; init; } = 0.8;

    /// <summary>How long callers wait for a load while there is a stale value to serve instead; the load goes on. Default: 500 ms.</summary>
    public TimeSpan FactorySoftTimeout { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a load may take, waiting for its turn included; then its token is cancelled and callers get <see cref="TimeoutException"/>. Default: 30 seconds.</summary>
    public TimeSpan FactoryHardTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the right to load lasts unless renewed, which a living loader does: the time after which a killed one is replaced. Default: 3 seconds.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Whether each caller gets a copy of its own, made by the serializer. Off, callers on a node share one object and must not change it.
    /// Default: false.
    /// </summary>
    public bool CloneOnRead { get; init; }

    /// <summary>
    /// Which tiers take part, as in <see cref="HybridCacheEntryFlags"/>, the source included: without it what no tier has is not found. Default: all.
    /// </summary>
    public HybridCacheEntryFlags Flags { get; init; }

    /// <summary>Tags by which entries are removed together. Default: none.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The longest a value with these options may be kept, <see cref="Jitter"/> and the time as a stand-in included.</summary>
    internal TimeSpan LongestLife => (Expiration * (1 + Jitter)) + JitterUpTo + FailSafeFor;

    /// <summary>The design document's life: 3600 seconds and 0 to 300 more by chance.</summary>
    public static CacheEntryOptions Document { get; } = new() { Expiration = TimeSpan.FromSeconds(3600), Jitter = 0, JitterUpTo = TimeSpan.FromSeconds(300) };
}
