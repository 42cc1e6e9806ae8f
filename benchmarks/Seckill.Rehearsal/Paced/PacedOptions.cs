namespace Seckill.Rehearsal.Paced;

/// <summary>How purchases are paced.</summary>
internal sealed record PacedOptions
{
    /// <summary>Purchases per second.</summary>
    public int Rate { get; init; } = 5_000;

    /// <summary>How long it is measured.</summary>
    public int Seconds { get; init; } = 30;

    /// <summary>How long it runs at the same rate before, unmeasured.</summary>
    public int WarmUp { get; init; } = 5;

    /// <summary>The 99th percentile that must not be exceeded, in milliseconds.</summary>
    public double P99 { get; init; } = 20;

    public int Buyers { get; init; } = 20_000;

    public int Connections { get; init; } = 256;

    public string Mode { get; init; } = "atomic";
}
