namespace Seckill.Speed.Scripts;

/// <summary>One round of one load.</summary>
/// <param name="Buyers">Wishes that were taken.</param>
/// <param name="Elapsed">Time from the first byte to the last reply, the undoing left out.</param>
/// <param name="ServerTime">Time in scripts, by the server's own clock.</param>
internal sealed record Round(long Buyers, TimeSpan Elapsed, TimeSpan ServerTime)
{
    /// <summary>As the client saw it.</summary>
    public double PerSecond => Buyers / Elapsed.TotalSeconds;

    /// <summary>As it would be if the server did nothing but run the scripts.</summary>
    public double PerServerSecond => Buyers / ServerTime.TotalSeconds;
}
