namespace Seckill.Speed.Http;

/// <summary>How the HTTP rows are measured.</summary>
/// <param name="Seconds">Length of one run.</param>
/// <param name="Pairs">Pairs of runs for each row.</param>
/// <param name="Connections">Connections of the load generator.</param>
/// <param name="Rows">Names of the rows.</param>
internal sealed record HttpSettings(int Seconds, int Pairs, int Connections, IReadOnlyList<string> Rows)
{
    public const string SoldOut = "sold-out";
    public const string Atomic = "atomic";

    /// <summary>Distinct buyers.</summary>
    public const int Buyers = 20_000;

    public const int WarmUpSeconds = 3;
}
