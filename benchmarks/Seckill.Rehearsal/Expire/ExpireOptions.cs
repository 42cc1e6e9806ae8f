namespace Seckill.Rehearsal.Expire;

/// <summary>How purchases are left unpaid.</summary>
internal sealed record ExpireOptions
{
    /// <summary>Orders that nobody pays.</summary>
    public int Orders { get; init; } = 100_000;

    /// <summary>Over how long they are bought, and so over how long they run out.</summary>
    public TimeSpan Spread { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Between the last purchase and the first deadline: the host is killed and started again in it.</summary>
    public TimeSpan Calm { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The 99th percentile of the lag that must not be exceeded.</summary>
    public TimeSpan Lag { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long after the last deadline everything must be back.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(30);

    public string Mode { get; init; } = "atomic";

    public int Connections { get; init; } = 128;

    /// <summary>The sale's payment window.</summary>
    public TimeSpan Window => Spread + Calm;
}
