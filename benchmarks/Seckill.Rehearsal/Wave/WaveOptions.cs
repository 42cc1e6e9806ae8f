using Seckill.Rehearsal.Crowd;

namespace Seckill.Rehearsal.Wave;

/// <summary>How waves of load are played.</summary>
internal sealed record WaveOptions
{
    public int Waves { get; init; } = 2;

    /// <summary>Who comes in each wave.</summary>
    public CrowdPlan Crowd { get; init; } = new() { Buyers = 20_000 };

    /// <summary>Buyers of a wave per second; 0 for all at once.</summary>
    public double Rate { get; init; }

    public int Connections { get; init; } = 5_000;

    /// <summary>Single purchases per second that are made all the time, to see how they are answered.</summary>
    public int ProbesPerSecond { get; init; } = 20;

    /// <summary>How long the host may take to answer with orders again, and every wave to be dealt with.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(120);
}
