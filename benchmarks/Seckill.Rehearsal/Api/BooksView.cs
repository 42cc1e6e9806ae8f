namespace Seckill.Rehearsal.Api;

/// <summary>The books of a sale.</summary>
internal sealed record BooksView
{
    public long Total { get; init; }

    public long Available { get; init; }

    public long Reserved { get; init; }

    public long PendingPayment { get; init; }

    public long Paid { get; init; }

    public long Settling { get; init; }

    public bool Balanced { get; init; }

    public long Epoch { get; init; }

    /// <summary>True when nothing is in flight.</summary>
    public bool AtRest => Reserved == 0 && Settling == 0;

    /// <summary>Units of live orders.</summary>
    public long Committed => PendingPayment + Paid;

    /// <summary>Units that no number accounts for.</summary>
    public long Missing => Total - Available - Reserved - PendingPayment - Paid - Settling;

    public override string ToString() =>
        $"total {Total} = available {Available} + reserved {Reserved} + pending {PendingPayment} + paid {Paid} (settling {Settling}, {(Balanced ? "balanced" : "NOT balanced")}, epoch {Epoch})";
}
