namespace Seckill.Speed.Scripts;

/// <summary>How the stock scripts are measured.</summary>
/// <param name="Records">Records present, smallest first.</param>
/// <param name="Batch">Buyers in one call.</param>
/// <param name="Seconds">Length of one run, the undoing left out.</param>
/// <param name="Rounds">Runs of each load.</param>
internal sealed record ScriptSettings(IReadOnlyList<int> Records, int Batch, int Seconds, int Rounds)
{
    /// <summary>Calls in flight.</summary>
    public const int Depth = 4;

    /// <summary>New records of one segment; they are taken away again before the next.</summary>
    public const int RecordsPerSegment = 4096;
}
