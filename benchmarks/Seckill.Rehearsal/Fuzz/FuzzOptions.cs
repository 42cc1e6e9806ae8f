namespace Seckill.Rehearsal.Fuzz;

/// <summary>How a host is fuzzed.</summary>
internal sealed record FuzzOptions
{
    public int Count { get; init; } = 100_000;

    /// <summary>Share of cases that are not even HTTP, sent over sockets of their own.</summary>
    public double Raw { get; init; } = 0.05;

    public int Connections { get; init; } = 64;

    /// <summary>Buyers to send as; so many that no limit of requests hides anything.</summary>
    public int Buyers { get; init; } = 2_000;
}
