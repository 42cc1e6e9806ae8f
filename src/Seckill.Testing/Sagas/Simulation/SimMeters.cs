using System.Diagnostics.Metrics;

namespace Seckill.Testing.Sagas.Simulation;

/// <summary>Makes the meters of simulated engines.</summary>
internal sealed class SimMeters : IMeterFactory
{
    private readonly List<Meter> _meters = [];

    public Meter Create(MeterOptions options)
    {
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    public void Dispose() => _meters.ForEach(m => m.Dispose());
}
