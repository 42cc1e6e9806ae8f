using Seckill.Caching.Local;
using Seckill.Caching.Telemetry;

namespace Seckill.Caching.Flights;

/// <summary>Ends the callers' wait with the stale value when the load takes longer than the soft timeout. The load goes on.</summary>
internal sealed class Patience(Flight flight, LocalEntry? stale, CacheParts cache, CacheEntryOptions options) : IDisposable
{
    private ITimer? _timer;

    public void Begin()
    {
        if (stale is not null && _timer is null)
        {
            _timer = cache.Clock.Provider.CreateTimer(static state => ((Patience)state!).End(), this, options.FactorySoftTimeout, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void End()
    {
        if (!flight.IsCompleted && flight.LetGo(stale!))
        {
            cache.Counters.Count(CacheEvent.GuardFailSafe);
        }
    }
}
