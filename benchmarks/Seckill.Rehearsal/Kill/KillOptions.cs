using Seckill.Rehearsal.Crowd;

namespace Seckill.Rehearsal.Kill;

/// <summary>How a host is killed in the middle of its sale.</summary>
internal sealed record KillOptions
{
    public int Rounds { get; init; } = 10;

    /// <summary>Every so many rounds the stock engine's data is deleted too; 0: never.</summary>
    public int WipeStockEvery { get; init; }

    /// <summary>The stock engine's folder in the data directory.</summary>
    public string StockFolder { get; init; } = "stock";

    /// <summary>Who comes in each round.</summary>
    public CrowdPlan Crowd { get; init; } = new() { Buyers = 2_000 };

    /// <summary>Units for each round; fewer than buyers, so that the sale sells out before the last.</summary>
    public int StockPerRound { get; init; } = 1_700;

    /// <summary>Buyers per second.</summary>
    public double Rate { get; init; } = 1_500;

    public string Mode { get; init; } = "atomic";

    public int Connections { get; init; } = 500;

    /// <summary>How long after the last restart the sale may take to come to rest, sold out to the last unit.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(30);
}
