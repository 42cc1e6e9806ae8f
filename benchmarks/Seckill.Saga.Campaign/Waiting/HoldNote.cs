namespace Seckill.Sagas.Campaign.Waiting;

/// <summary>What a holder says about itself, a line at a time.</summary>
/// <param name="What">waiting or ended.</param>
/// <param name="Waiting">Sagas that wait.</param>
/// <param name="Early">Sagas that went on before their time.</param>
/// <param name="Seconds">Time since the process began to work.</param>
/// <param name="Mebibytes">Working set now, in MiB.</param>
/// <param name="PeakMebibytes">The largest working set since the process began to hold, in MiB.</param>
/// <param name="LagP50">Median time from a deadline to the saga's next step, in ms.</param>
/// <param name="LagP99">99th percentile of the same, in ms.</param>
/// <param name="LagMax">The longest, in ms.</param>
/// <param name="Cores">Processor time over time, in cores.</param>
internal sealed record HoldNote(
    string What,
    long Waiting,
    long Early,
    double Seconds,
    double Mebibytes,
    double PeakMebibytes,
    double LagP50,
    double LagP99,
    double LagMax,
    double Cores)
{
    public const string Held = "waiting";
    public const string Ended = "ended";
}
