using System.Diagnostics;
using System.Diagnostics.Metrics;
using Seckill.Sagas.Telemetry;

namespace Seckill.Sagas.Campaign.Working;

/// <summary>Counts sagas that are taken up from an earlier process, when the last one was, and those that are in memory.</summary>
internal sealed class ResumeWatch : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _count;
    private long _last;
    private long _inFlight;

    public ResumeWatch()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument is { Name: SagaDiagnostics.Resumed or SagaDiagnostics.InFlight, Meter.Name: SagaDiagnostics.MeterName })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            if (instrument.Name == SagaDiagnostics.InFlight)
            {
                Interlocked.Add(ref _inFlight, value);
            }
            else
            {
                Interlocked.Increment(ref _count);
                Interlocked.Exchange(ref _last, Stopwatch.GetTimestamp());
            }
        });
        _listener.Start();
    }

    /// <summary>Time since this process was started, its loading included.</summary>
    public static TimeSpan SinceStart => DateTime.Now - Process.GetCurrentProcess().StartTime;

    public long Count => Interlocked.Read(ref _count);

    /// <summary>Sagas in memory.</summary>
    public long InFlight => Interlocked.Read(ref _inFlight);

    /// <summary>Time from the start of the process to the last one taken up; zero without any.</summary>
    public TimeSpan LastAfter => Count == 0 ? TimeSpan.Zero : SinceStart - Stopwatch.GetElapsedTime(Interlocked.Read(ref _last));

    public void Dispose() => _listener.Dispose();
}
