namespace Seckill.Caching.Lab;

/// <summary>Stands for the database: takes its time, counts its calls, and fails when it is told to.</summary>
internal sealed class LabSource(TimeSpan time, Func<string, bool> exists)
{
    private int _calls;
    private int _now;
    private int _peak;
    private volatile bool _isDown;

    public int Calls => Volatile.Read(ref _calls);

    /// <summary>The most calls that were under way at the same time.</summary>
    public int Peak => Volatile.Read(ref _peak);

    public bool IsDown
    {
        get => _isDown;
        set => _isDown = value;
    }

    public async ValueTask<string?> LoadAsync(string key, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        var now = Interlocked.Increment(ref _now);
        for (var seen = Peak; now > seen && Interlocked.CompareExchange(ref _peak, now, seen) != seen; seen = Peak)
        {
        }

        try
        {
            await Task.Delay(time, cancellationToken);
            return IsDown ? throw new IOException("The source is down, as planned.") : exists(key) ? "value of " + key : null;
        }
        finally
        {
            Interlocked.Decrement(ref _now);
        }
    }

    /// <summary>Begins to count anew.</summary>
    public void Reset()
    {
        Volatile.Write(ref _calls, 0);
        Volatile.Write(ref _peak, 0);
    }
}
