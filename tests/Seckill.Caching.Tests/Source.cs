namespace Seckill.Caching.Tests;

/// <summary>Where a cache loads from: counts, and answers when it is told to.</summary>
internal sealed class Source(string? value = "value")
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _hold;
    private TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;
    private int _running;

    public string? Value { get; set; } = value;

    public Exception? Failure { get; set; }

    public int Calls => Volatile.Read(ref _calls);

    public int MostAtOnce { get; private set; }

    /// <summary>Completes when a load has begun and waits.</summary>
    public Task Entered => _entered.Task;

    public void Hold()
    {
        _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void Release()
    {
        var hold = _hold;
        _hold = null;
        hold?.SetResult();
    }

    public async ValueTask<string?> LoadAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        lock (_gate)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++_running);
        }

        // What it read is from before the wait, as with a query that takes its time.
        var value = Value;
        var hold = _hold;
        _entered.TrySetResult();
        try
        {
            if (hold is not null)
            {
                await hold.Task.WaitAsync(cancellationToken);
            }
        }
        finally
        {
            lock (_gate)
            {
                _running--;
            }
        }

        return Failure is null ? value : throw Failure;
    }
}
