namespace Seckill.Testing.Sagas.Simulation;

/// <summary>
/// One thread, one clock, one seed: everything that happens in a simulation is an item here. What is ready runs in an order drawn from the seed;
/// when nothing is, the clock goes on to the next timer.
/// </summary>
internal sealed class SimLoop
{
    private static readonly DateTimeOffset s_epoch = new(2026, 11, 11, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly List<SimItem> _ready = [];
    private readonly PriorityQueue<SimTimer, (long Due, long Order)> _timers = new();
    private readonly bool _inOrder;
    private ulong _random;
    private long _order;
    private long _ticks;

    /// <param name="seed">Decides the order of what is ready at the same time.</param>
    /// <param name="inOrder">Takes it in order of arrival instead.</param>
    public SimLoop(int seed, bool inOrder = false) => (_random, _inOrder) = (((ulong)(uint)seed * 0x9E3779B97F4A7C15) | 1, inOrder);

    public DateTimeOffset Now => s_epoch.AddTicks(Volatile.Read(ref _ticks));

    public long Ticks => Volatile.Read(ref _ticks);

    /// <summary>Signalled whenever something comes from another thread.</summary>
    public AutoResetEvent Arrived { get; } = new(false);

    public int NextRandom(int bound)
    {
        _random ^= _random << 13;
        _random ^= _random >> 7;
        _random ^= _random << 17;
        return (int)((_random >> 11) % (ulong)bound);
    }

    public void Add(SimOwner owner, IThreadPoolWorkItem work)
    {
        lock (_lock)
        {
            _ready.Add(new SimItem(owner, work));
        }

        Arrived.Set();
    }

    public void Schedule(SimTimer timer, TimeSpan due)
    {
        lock (_lock)
        {
            _timers.Enqueue(timer, (_ticks + due.Ticks, _order++));
        }
    }

    /// <summary>Runs one item that is ready.</summary>
    /// <returns>False when none is.</returns>
    public bool TryRunReady()
    {
        SimItem item;
        lock (_lock)
        {
            if (_ready.Count == 0)
            {
                return false;
            }

            var index = _inOrder || _ready.Count == 1 ? 0 : NextRandom(_ready.Count);
            item = _ready[index];
            if (_inOrder)
            {
                _ready.RemoveAt(index);
            }
            else
            {
                _ready[index] = _ready[^1];
                _ready.RemoveAt(_ready.Count - 1);
            }
        }

        if (item.Owner.PausedUntil > Now)
        {
            Schedule(new SimTimer(this, item.Owner, static work => ((IThreadPoolWorkItem)work!).Execute(), item.Work), item.Owner.PausedUntil - Now);
        }
        else if (!item.Owner.IsDead)
        {
            item.Work.Execute();
        }

        return true;
    }

    /// <summary>Goes on to the next timer, no later than a moment, and fires it.</summary>
    /// <returns>False when there is none until then; the clock then stands at that moment.</returns>
    public bool TryRunTimer(DateTimeOffset until)
    {
        SimTimer? timer = null;
        var limit = (until - s_epoch).Ticks;
        lock (_lock)
        {
            while (timer is null)
            {
                if (!_timers.TryPeek(out var next, out var place) || place.Due > limit)
                {
                    Volatile.Write(ref _ticks, Math.Max(_ticks, limit));
                    return false;
                }

                _timers.Dequeue();
                if (next.Owner.PausedUntil > s_epoch.AddTicks(place.Due))
                {
                    _timers.Enqueue(next, ((next.Owner.PausedUntil - s_epoch).Ticks, _order++));
                }
                else if (!next.IsCancelled && !next.Owner.IsDead)
                {
                    Volatile.Write(ref _ticks, Math.Max(_ticks, place.Due));
                    timer = next;
                }
            }
        }

        timer.Fire();
        return true;
    }
}
