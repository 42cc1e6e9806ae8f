using Seckill.Rehearsal.Crowd;

namespace Seckill.Rehearsal.Sale;

/// <summary>How a sale is played.</summary>
internal sealed record SaleOptions
{
    public CrowdPlan Crowd { get; init; } = new() { Buyers = 20_000 };

    public int Stock { get; init; } = 1_000;

    /// <summary><c>atomic</c>, <c>queued</c> or <c>adaptive</c>.</summary>
    public string Mode { get; init; } = "atomic";

    /// <summary>Buyers per second; 0 for all at once.</summary>
    public double Rate { get; init; }

    public int Connections { get; init; } = 1_000;

    /// <summary>How often each connection looks at the sale before the rush.</summary>
    public int Looks { get; init; } = 2;

    /// <summary>How long unanswered wishes are repeated and units that came back are sold on, after the last buyer has come.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(30);
}
