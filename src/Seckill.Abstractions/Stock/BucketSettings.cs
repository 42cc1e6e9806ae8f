namespace Seckill.Stock;

/// <summary>What the gate of a bucket decides by. All nodes read it from the bucket, so they agree.</summary>
public sealed record BucketSettings
{
    /// <summary>The sale's version; settings of an older version than the bucket's are ignored.</summary>
    public required long Version { get; init; }

    /// <summary>The gate.</summary>
    public required BucketState State { get; init; }

    /// <summary>First moment of the time window, by the store's clock.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>End of the time window (exclusive), by the store's clock.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Units one buyer may hold at a time, 1 or more.</summary>
    public required int PerBuyerLimit { get; init; }

    /// <summary>Price of one unit, in units of the sale's currency.</summary>
    public required decimal Price { get; init; }

    /// <summary>How long the keys stay after the last touch when settlement never comes; a safety net far behind the sale.</summary>
    public required TimeSpan KeepFor { get; init; }
}
