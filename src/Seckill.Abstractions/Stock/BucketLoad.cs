namespace Seckill.Stock;

/// <summary>Starts a load: what the ledger says of a bucket, under a new epoch.</summary>
public sealed record BucketLoad
{
    /// <summary>The new epoch, given out by the ledger; must be higher than the bucket's.</summary>
    public required long Epoch { get; init; }

    /// <summary>Settings after the load; the gate stays shut until the load is complete.</summary>
    public required BucketSettings Settings { get; init; }

    /// <summary>Units of the bucket in all.</summary>
    public required long Total { get; init; }

    /// <summary>Units of live orders; the pages must bring exactly these.</summary>
    public required long Committed { get; init; }

    /// <summary>Number of the last adjustment that <see cref="Total"/> contains.</summary>
    public required long AdjustmentSequence { get; init; }
}
