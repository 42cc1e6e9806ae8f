using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Seckill.Ids;

namespace Seckill.AspNetCore.RateLimiting;

/// <summary>
/// One number per buyer: the moment at which all requests so far would have come at the steady rate (the generic cell rate algorithm).
/// A buyer whose moment has passed is no different from an unknown one, so such cells are swept away.
/// </summary>
internal sealed class BuyerRateLimiter
{
    private const long Dead = long.MinValue;

    private readonly ConcurrentDictionary<string, Cell> _cells = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly long _interval;
    private readonly long _tolerance;
    private readonly long _sweepEvery;
    private long _nextSweep;

    public BuyerRateLimiter(IOptions<SeckillEndpointOptions> options, TimeProvider time)
    {
        _time = time;
        _interval = Math.Max(1, time.TimestampFrequency / options.Value.RequestsPerSecond);
        _tolerance = _interval * options.Value.Burst;
        _sweepEvery = 10 * time.TimestampFrequency;
        _nextSweep = time.GetTimestamp() + _sweepEvery;
    }

    /// <summary>Buyers that are remembered.</summary>
    public int Count => _cells.Count;

    public bool TryTake(BuyerId buyer, out TimeSpan retryAfter)
    {
        var now = _time.GetTimestamp();
        SweepWhenDue(now);
        while (true)
        {
            var cell = _cells.GetOrAdd(buyer.Value, static _ => new Cell());
            var due = Volatile.Read(ref cell.Due);
            if (due == Dead)
            {
                continue;
            }

            var next = Math.Max(due, now) + _interval;
            if (next - now > _tolerance)
            {
                retryAfter = _time.GetElapsedTime(now, next - _tolerance);
                return false;
            }

            if (Interlocked.CompareExchange(ref cell.Due, next, due) == due)
            {
                retryAfter = TimeSpan.Zero;
                return true;
            }
        }
    }

    private void SweepWhenDue(long now)
    {
        var due = Volatile.Read(ref _nextSweep);
        if (now >= due && Interlocked.CompareExchange(ref _nextSweep, now + _sweepEvery, due) == due)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static self => self.Sweep(), this, preferLocal: false);
        }
    }

    /// <summary>Forgets idle buyers. A cell is marked dead before it goes, so that nobody counts on one that is no longer there.</summary>
    internal void Sweep()
    {
        var now = _time.GetTimestamp();
        foreach (var entry in _cells)
        {
            var due = Volatile.Read(ref entry.Value.Due);
            if (due <= now && Interlocked.CompareExchange(ref entry.Value.Due, Dead, due) == due)
            {
                _cells.TryRemove(entry);
            }
        }
    }

    private sealed class Cell
    {
        public long Due;
    }
}
