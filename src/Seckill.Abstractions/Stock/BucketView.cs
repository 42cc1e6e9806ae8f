namespace Seckill.Stock;

/// <summary>A bucket as the store saw it at one moment.</summary>
public sealed record BucketView
{
    /// <summary>Generation of the bucket's data; one higher after each load.</summary>
    public required long Epoch { get; init; }

    /// <summary>Counts every change of the bucket within its epoch; orders two views.</summary>
    public required long Revision { get; init; }

    /// <summary>The gate.</summary>
    public required BucketState State { get; init; }

    /// <summary>Units in all; at any time the sum of available, reserved and confirmed.</summary>
    public required long Total { get; init; }

    /// <summary>Units that may be taken; below 0 for a while when the ledger held more than the store knew.</summary>
    public required long Available { get; init; }

    /// <summary>Units reserved without a known order.</summary>
    public required long Reserved { get; init; }

    /// <summary>Units of known live orders, paid or not.</summary>
    public required long Confirmed { get; init; }

    /// <summary>Reservations ever taken, in this epoch; the last one's number.</summary>
    public required long Sequence { get; init; }

    /// <summary>Reservations that left the line, by order or by release, in this epoch.</summary>
    public required long Ended { get; init; }

    /// <summary>Number of the last stock adjustment that was applied.</summary>
    public required long AdjustmentSequence { get; init; }

    /// <summary>The store's clock when the view was taken.</summary>
    public required DateTimeOffset ServerTime { get; init; }

    /// <summary>The settings the gate decides by.</summary>
    public required BucketSettings Settings { get; init; }
}
