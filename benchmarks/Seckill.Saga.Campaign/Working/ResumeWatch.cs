using System.Diagnostics;
using System.Diagnostics.Metrics;
using Seckill.Sagas.Telemetry;

namespace Seckill.Sagas.Campaign.Working;

/// <summary>Counts sagas that are taken up from an earlier process, and when the last one was.</summary>
internal sealed class ResumeWatch : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _count;
    private long _last;

    public ResumeWatch()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument is { Name: SagaDiagnostics.Resumed, Meter.Name: SagaDiagnostics.MeterName })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, _, _, _) =>
        {
            Interlocked.Increment(ref _count);
            Interlocked.Exchange(ref _last, SinceStart.Ticks);
        });
        _listener.Start();
    }

    /// <summary>Time since this process was started, its loading included.</summary>
    public static TimeSpan SinceStart => DateTime.Now - Process.GetCurrentProcess().StartTime;

    public long Count => Interlocked.Read(ref _count);

    public TimeSpan LastAfter => TimeSpan.FromTicks(Interlocked.Read(ref _last));

    public void Dispose() => _listener.Dispose();
}
