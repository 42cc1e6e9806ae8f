using Seckill.Rehearsal.Judging;

namespace Seckill.Rehearsal.Expire;

/// <summary>
/// Lags from counts alone: the n-th end seen is set against the n-th deadline, and counts as late as the look that saw it. So a lag is never
/// shown too small by the looking, and no order need be asked for.
/// </summary>
internal sealed class LagTrack(IReadOnlyList<DateTimeOffset> deadlines)
{
    private readonly double[] _lags = new double[deadlines.Count];

    /// <summary>How many have ended.</summary>
    public int Ended { get; private set; }

    /// <summary>How many deadlines have passed at a moment.</summary>
    public int DueAt(DateTimeOffset moment)
    {
        var (low, high) = (0, deadlines.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = deadlines[middle] <= moment ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Notes that so many have ended by a moment.</summary>
    public void Saw(long ended, DateTimeOffset moment)
    {
        for (; Ended < Math.Min(ended, _lags.Length); Ended++)
        {
            _lags[Ended] = (moment - deadlines[Ended]).TotalMilliseconds;
        }
    }

    /// <summary>A percentile of the lags in milliseconds; infinite when that share never ended.</summary>
    public double Milliseconds(double percentile)
    {
        var rank = Math.Max(0, (int)Math.Ceiling(_lags.Length * percentile / 100) - 1);
        var lags = _lags.Select((lag, i) => i < Ended ? lag : double.PositiveInfinity).Order().ToArray();
        return lags.Length == 0 ? 0 : lags[rank];
    }

    public void WriteTo(Report report, string name)
    {
        foreach (var percentile in (double[])[50, 99, 99.9, 100])
        {
            if (double.IsFinite(Milliseconds(percentile)))
            {
                report.Measure(FormattableString.Invariant($"{name} p{percentile}"), Milliseconds(percentile), "ms");
            }
        }
    }
}
