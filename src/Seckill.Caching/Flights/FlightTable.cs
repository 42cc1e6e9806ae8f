using System.Collections.Concurrent;
using Seckill.Caching.Distributed;
using Seckill.Caching.Telemetry;

namespace Seckill.Caching.Flights;

/// <summary>The flights under way, one for a key. A flight that was overtaken by a change leaves the table, so that later callers start anew.</summary>
internal sealed class FlightTable(OperationSource operations, CacheCounters counters, bool completeInline)
{
    private readonly ConcurrentDictionary<string, Flight> _flights = new(StringComparer.Ordinal);

    private long _last;

    /// <summary>The number of the newest flight.</summary>
    public long Last => Volatile.Read(ref _last);

    /// <summary>The flight of a key that is under way; null when there is none.</summary>
    public Flight? Find(string key) => _flights.GetValueOrDefault(key);

    /// <summary>The flight of a key, and whether the caller is the one who must run it.</summary>
    public (Flight Flight, bool IsLeader) Join(string key, Type type, bool isRefresh)
    {
        if (_flights.TryGetValue(key, out var flight))
        {
            counters.Count(CacheEvent.GuardSingleFlight);
            return (flight, false);
        }

        var mine = new Flight(key, type, Interlocked.Increment(ref _last), operations.Next(), isRefresh, completeInline);
        flight = _flights.GetOrAdd(key, mine);
        if (ReferenceEquals(flight, mine))
        {
            return (mine, true);
        }

        counters.Count(CacheEvent.GuardSingleFlight);
        return (flight, false);
    }

    public void Remove(Flight flight) => _flights.TryRemove(new KeyValuePair<string, Flight>(flight.Key, flight));

    /// <summary>Lets the flight of a key go on for those who wait, but takes nobody else aboard.</summary>
    public void Detach(string key, OperationId unless)
    {
        if (_flights.TryGetValue(key, out var flight) && flight.Operation != unless)
        {
            Remove(flight);
        }
    }
}
