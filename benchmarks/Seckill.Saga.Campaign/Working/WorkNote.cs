namespace Seckill.Sagas.Campaign.Working;

/// <summary>What a worker says about itself, a line at a time.</summary>
/// <param name="What">ready, held or ended.</param>
/// <param name="InFlight">Sagas that are started and have not ended.</param>
/// <param name="Resumed">Sagas that were taken up from an earlier process.</param>
/// <param name="ResumedAfter">Seconds from the start of the process to the last of them; 0 without any.</param>
/// <param name="EndedAfter">Seconds from the start of the process until nothing was unfinished; 0 before.</param>
/// <param name="PeakMebibytes">Most memory that the process has had, in MiB.</param>
internal sealed record WorkNote(string What, long InFlight, long Resumed, double ResumedAfter, double EndedAfter, double PeakMebibytes)
{
    public const string Ready = "ready";
    public const string Held = "held";
    public const string Ended = "ended";
}
