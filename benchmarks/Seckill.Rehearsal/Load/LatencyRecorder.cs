using System.Diagnostics;
using HdrHistogram;
using Seckill.Rehearsal.Judging;

namespace Seckill.Rehearsal.Load;

/// <summary>Times from the intended moment of a request to its answer, so that a generator that lags cannot hide a slow host.</summary>
internal sealed class LatencyRecorder
{
    private const long LongestMicroseconds = 600_000_000;

    private readonly LongConcurrentHistogram _histogram = new(1, LongestMicroseconds, 3);

    public long Count => _histogram.TotalCount;

    /// <param name="intended">The intended moment, as a Stopwatch time stamp.</param>
    public void RecordSince(long intended)
    {
        var elapsed = Stopwatch.GetElapsedTime(intended);
        _histogram.RecordValue(Math.Clamp((long)elapsed.TotalMicroseconds, 1, LongestMicroseconds));
    }

    /// <summary>A percentile in milliseconds; 0 when nothing was recorded.</summary>
    public double Milliseconds(double percentile) => Count == 0 ? 0 : _histogram.GetValueAtPercentile(percentile) / 1000.0;

    public void WriteTo(Report report, string name)
    {
        report.Measure($"{name} p50", Milliseconds(50), "ms");
        report.Measure($"{name} p99", Milliseconds(99), "ms");
        report.Measure($"{name} p99.9", Milliseconds(99.9), "ms");
        report.Measure($"{name} max", Milliseconds(100), "ms");
    }
}
