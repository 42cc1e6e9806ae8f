namespace Seckill.Speed.Http;

/// <summary>How the HTTP rows are measured.</summary>
/// <param name="Seconds">Length of one run.</param>
/// <param name="Pairs">Pairs of runs for each row.</param>
/// <param name="Connections">Connections of the load generator.</param>
/// <param name="Rows">Names of the rows.</param>
/// <param name="Shares">Paces of the end-to-end row, as shares of the reference, lowest first.</param>
internal sealed record HttpSettings(int Seconds, int Pairs, int Connections, IReadOnlyList<string> Rows, IReadOnlyList<double> Shares)
{
    public const string SoldOut = "sold-out";
    public const string Atomic = "atomic";
    public const string Queued = "queued";
    public const string EndToEnd = "end-to-end";

    /// <summary>Distinct buyers.</summary>
    public const int Buyers = 20_000;

    public const int WarmUpSeconds = 3;

    /// <summary>Length of a run that must be sustained.</summary>
    public const int SustainedSeconds = 30;

    public static readonly string[] AllRows = [SoldOut, Atomic, Queued, EndToEnd];
}
