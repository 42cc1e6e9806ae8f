using HdrHistogram;

namespace Seckill.Sagas.Campaign.Waiting;

/// <summary>How late deadlines are noticed.</summary>
internal sealed class LagWatch
{
    private readonly LongConcurrentHistogram _lags = new(1, TimeSpan.TicksPerHour, 3);
    private long _early;

    /// <summary>Sagas that went on before their time, which never happens.</summary>
    public long Early => Interlocked.Read(ref _early);

    public long Count => _lags.TotalCount;

    public void Fell(TimeSpan lag)
    {
        if (lag < TimeSpan.Zero)
        {
            Interlocked.Increment(ref _early);
        }

        _lags.RecordValue(Math.Clamp(lag.Ticks, 1, TimeSpan.TicksPerHour));
    }

    /// <summary>A percentile, in ms.</summary>
    public double At(double percentile) => Count == 0 ? 0 : _lags.GetValueAtPercentile(percentile) / (double)TimeSpan.TicksPerMillisecond;
}
