namespace Seckill.Caching.Tests.Model;

/// <summary>What differs from one world to another.</summary>
internal sealed record WorldOptions
{
    public int Nodes { get; init; } = 2;

    public int Keys { get; init; } = 1;

    public CacheEntryOptions Entry { get; init; } = new()
    {
        Jitter = 0, FactorySoftTimeout = TimeSpan.FromHours(1), FactoryHardTimeout = TimeSpan.FromHours(1),
    };

    /// <summary>Settings of the nodes. As it stands nothing but the steps of the test happens.</summary>
    public Action<SeckillCachingOptions> Configure { get; init; } = static o => (o.TrustFor, o.BreakerFailures) = (TimeSpan.FromMinutes(10), 1_000_000);

    /// <summary>Where bugs are planted in the tier.</summary>
    public Func<IDistributedCacheTier, IDistributedCacheTier> Tier { get; init; } = static t => t;

    /// <summary>Where bugs are planted in the log.</summary>
    public Func<ICacheLog, ICacheLog> Log { get; init; } = static l => l;

    /// <summary>Whether rows carry their number as the version of the source; then several writers of a row may be under way at once.</summary>
    public bool HasSourceVersions { get; init; }
}
