namespace Seckill.Testing.Sagas.Simulation;

/// <summary>A timer on the simulation's clock.</summary>
internal sealed class SimTimer(SimLoop loop, SimOwner owner, TimerCallback callback, object? state) : ITimer
{
    private TimeSpan _period = Timeout.InfiniteTimeSpan;
    private SimTimer? _current;

    public SimOwner Owner => owner;

    public bool IsCancelled { get; private set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        // What is in the queue cannot be moved: a stand-in goes there, and the one before is cancelled.
        if (_current is not null)
        {
            _current.IsCancelled = true;
            _current = null;
        }

        _period = period;
        if (dueTime == Timeout.InfiniteTimeSpan || IsCancelled)
        {
            return !IsCancelled;
        }

        _current = new SimTimer(loop, owner, _ => OnDue(), null);
        loop.Schedule(_current, dueTime);
        return true;
    }

    public void Fire() => callback(state);

    public void Dispose()
    {
        IsCancelled = true;
        if (_current is not null)
        {
            _current.IsCancelled = true;
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void OnDue()
    {
        _current = null;
        if (_period != Timeout.InfiniteTimeSpan)
        {
            Change(_period, _period);
        }

        callback(state);
    }
}
