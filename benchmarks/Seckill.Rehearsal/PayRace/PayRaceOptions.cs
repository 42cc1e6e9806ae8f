namespace Seckill.Rehearsal.PayRace;

/// <summary>How payments race their deadlines.</summary>
internal sealed record PayRaceOptions
{
    /// <summary>Races to run before the rest is paid in time.</summary>
    public int Races { get; init; } = 10_000;

    /// <summary>Orders at once.</summary>
    public int InFlight { get; init; } = 2_000;

    /// <summary>Payments fall due up to so much before or after the deadline.</summary>
    public TimeSpan Spread { get; init; } = TimeSpan.FromMilliseconds(300);

    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(1);

    public string Mode { get; init; } = "atomic";

    public int Connections { get; init; } = 500;

    /// <summary>How long the whole may take.</summary>
    public TimeSpan Most { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Units; each is sold again until it is paid.</summary>
    public int Stock => Math.Max(1, Races / 2);
}
