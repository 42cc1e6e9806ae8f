namespace Seckill.Modes;

/// <summary>When an adaptive sale changes over.</summary>
/// <param name="QueueFrom">Lag from which on it is too much to wait for orders.</param>
/// <param name="CalmBelow">Lag below which it is calm; what lies between leaves everything as it is.</param>
/// <param name="CalmFor">How long it must be calm before callers wait for their orders again.</param>
internal sealed record ModeLimits(TimeSpan QueueFrom, TimeSpan CalmBelow, TimeSpan CalmFor)
{
    /// <summary>How long it must be too much; one stall of a disk is no overload.</summary>
    public TimeSpan OverloadFor { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>The queue needed again within this time means that it was left too early.</summary>
    public TimeSpan Settled { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest that calm is waited for.</summary>
    public TimeSpan LongestCalm { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Share that the arrivals must have fallen to: of those under which it became too much, or of what the ledger was seen to do since.</summary>
    public double Relief { get; init; } = 0.8;

    /// <summary>Arrivals a second that are never too much by their number.</summary>
    public double Trickle { get; init; } = 100;
}
