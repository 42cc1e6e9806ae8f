namespace Seckill.Rehearsal.Replay;

/// <summary>How keys are repeated.</summary>
internal sealed record ReplayOptions
{
    /// <summary>How often the whole is played, each time with sales of its own.</summary>
    public int Repeat { get; init; } = 10;

    /// <summary>Requests under one key at once.</summary>
    public int AtOnce { get; init; } = 50;

    public string Mode { get; init; } = "atomic";

    /// <summary>How long the sale that ends by itself is open.</summary>
    public TimeSpan ShortSale { get; init; } = TimeSpan.FromSeconds(4);
}
