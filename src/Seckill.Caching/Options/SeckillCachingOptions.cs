using System.Text.Json.Serialization.Metadata;

namespace Seckill.Caching;

/// <summary>Settings of one cache. The defaults work.</summary>
public sealed class SeckillCachingOptions
{
    /// <summary>What holds for entries whose caller says nothing else.</summary>
    public CacheEntryOptions DefaultEntryOptions { get; set; } = new();

    /// <summary>
    /// Whether calls through <see cref="Microsoft.Extensions.Caching.Hybrid.HybridCache"/> refresh values in the background, after
    /// <see cref="CacheEntryOptions.RefreshAfter"/>. Their factories were not written for that: one that uses a request's scope fails when the request is
    /// over. Calls of <see cref="SeckillCache"/>'s own methods refresh in either case. Default: false.
    /// </summary>
    public bool RefreshForHybridCache { get; set; }

    /// <summary>What holds the Local tier. Default: <see cref="LocalStoreKind.Sieve"/>.</summary>
    public LocalStoreKind LocalStore { get; set; } = LocalStoreKind.Sieve;

    /// <summary>Values in the Local tier at the most, 1 or more. Default: 100,000.</summary>
    public int MaxLocalEntries { get; set; } = 100_000;

    /// <summary>Known absences in the Local tier at the most, in a region of their own, 1 or more. Default: 10,000.</summary>
    public int MaxNotFoundEntries { get; set; } = 10_000;

    /// <summary>Length of a key at the most; longer ones are refused with an exception. Default: 1024.</summary>
    public int MaxKeyLength { get; set; } = 1024;

    /// <summary>Loads from the source at a time over all keys; further ones wait for their turn. Default: 64.</summary>
    public int MaxConcurrentLoads { get; set; } = 64;

    /// <summary>How long a call to the Distributed tier may take before the cache goes on without it. Default: 250 ms.</summary>
    public TimeSpan DistributedTimeout { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Failed calls in a row after which the Distributed tier is left alone. Default: 3.</summary>
    public int BreakerFailures { get; set; } = 3;

    /// <summary>How long it is left alone before one call may probe it. Default: 500 ms.</summary>
    public TimeSpan BreakerDuration { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often a node compares its place in the log with the server's. Default: 250 ms.</summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a node trusts its own copies after a successful comparison. Default: 1 second.</summary>
    public TimeSpan TrustFor { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Life of own copies while the log cannot be heard: up to this age they are served, up to twice this age served while loaded again, older ones
    /// only when the source fails. Default: 500 ms.
    /// </summary>
    public TimeSpan DegradedLocalExpiration { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Keys whose change the Distributed tier has not heard of that are remembered; more make one removal of everything. Default: 10,000.</summary>
    public int MaxPendingWrites { get; set; } = 10_000;

    /// <summary>Where the JSON serializer finds types when no serializer is registered for one; required for that with Native AOT. Default: reflection where it is allowed.</summary>
    public IJsonTypeInfoResolver? JsonTypeInfoResolver { get; set; }
}
