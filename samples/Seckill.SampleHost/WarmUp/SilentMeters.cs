using System.Diagnostics.Metrics;

namespace Seckill.SampleHost.WarmUp;

/// <summary>Meters under a name that nobody listens to: what is played is not counted as sold.</summary>
internal sealed class SilentMeters : IMeterFactory
{
    private readonly Meter _meter = new("warm-up");

    public Meter Create(MeterOptions options) => _meter;

    public void Dispose() => _meter.Dispose();
}
