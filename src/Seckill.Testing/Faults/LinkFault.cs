namespace Seckill.Testing.Faults;

/// <summary>What happens to the bytes of one direction of a <see cref="TcpFaultProxy"/>.</summary>
public sealed class LinkFault
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _open = Opened();
    private long _cutAfter = -1;
    private long _delayTicks;

    /// <summary>How long each byte is under way in addition. Default: zero.</summary>
    public TimeSpan Delay
    {
        get => TimeSpan.FromTicks(Volatile.Read(ref _delayTicks));
        set => Volatile.Write(ref _delayTicks, value.Ticks);
    }

    /// <summary>Whether bytes are held back. They are not lost: they arrive when this ends. Default: false.</summary>
    public bool IsHeld
    {
        get => !Volatile.Read(ref _open).Task.IsCompleted;
        set
        {
            lock (_gate)
            {
                if (!value)
                {
                    _open.TrySetResult();
                }
                else if (_open.Task.IsCompleted)
                {
                    _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                }
            }
        }
    }

    /// <summary>Resets the connection that carries the byte after this many more of this direction, even within a message. Null (the default): never.</summary>
    public long? CutAfterBytes
    {
        get => Volatile.Read(ref _cutAfter) is >= 0 and var bytes ? bytes : null;
        set => Volatile.Write(ref _cutAfter, value ?? -1);
    }

    internal void Clear()
    {
        Delay = TimeSpan.Zero;
        CutAfterBytes = null;
        IsHeld = false;
    }

    internal Task WhenOpenAsync(CancellationToken cancellationToken) => Volatile.Read(ref _open).Task.WaitAsync(cancellationToken);

    /// <summary>How many of these bytes may pass before the cut.</summary>
    internal int Take(int count)
    {
        lock (_gate)
        {
            if (_cutAfter < 0)
            {
                return count;
            }

            var taken = (int)Math.Min(count, _cutAfter);
            _cutAfter = taken < count ? -1 : _cutAfter - taken;
            return taken;
        }
    }

    private static TaskCompletionSource Opened()
    {
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        open.SetResult();
        return open;
    }
}
