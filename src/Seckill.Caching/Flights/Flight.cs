using Seckill.Caching.Loading;
using Seckill.Caching.Local;

namespace Seckill.Caching.Flights;

/// <summary>One resolution of a key that any number of callers of this node wait for.</summary>
internal sealed class Flight(string key, Type type, long number, OperationId operation, bool isRefresh, bool completeInline) : KeyWatch(key, operation)
{
    private static readonly object s_nothing = new();

    // Its leader goes on within the call that ends the flight: it is the one that ran it, and a change of threads costs more than a read.
    private readonly TaskCompletionSource<LocalEntry?> _leader = new();

    // A task goes on inline with one of its waiters only; who wants all of them inline needs a task for each.
    private readonly List<TaskCompletionSource<LocalEntry?>>? _inline = completeInline ? [] : null;

    private TaskCompletionSource<LocalEntry?>? _joined;
    private object? _outcome;
    private LocalEntry? _standIn;
    private bool _isJoined;
    private LoadPass? _pass;
    private bool _isHastened;

    /// <summary>Grows with each flight: tells whether it began after a caller came.</summary>
    public long Number { get; } = number;

    /// <summary>The type of value it brings.</summary>
    public Type Type { get; } = type;

    /// <summary>Nobody waits, as long as the value at hand is fresh.</summary>
    public bool IsRefresh { get; } = isRefresh;

    public bool IsCompleted => Volatile.Read(ref _outcome) is not null;

    /// <summary>What the one who runs it gets; null when it must look again.</summary>
    public Task<LocalEntry?> LeadAsync() => _leader.Task;

    /// <summary>What the others get.</summary>
    public Task<LocalEntry?> JoinAsync()
    {
        if (IsRefresh)
        {
            Volatile.Write(ref _isJoined, true);
            Interlocked.MemoryBarrier();
            if (Volatile.Read(ref _standIn) is { } standIn)
            {
                Complete(standIn);
            }
        }

        if (_inline is not null)
        {
            _inline.Add(new TaskCompletionSource<LocalEntry?>());
            return IsCompleted ? _leader.Task : _inline[^1].Task;
        }

        if (Volatile.Read(ref _joined) is null)
        {
            Interlocked.CompareExchange(ref _joined, new TaskCompletionSource<LocalEntry?>(TaskCreationOptions.RunContinuationsAsynchronously), null);
        }

        // The end may have come before it could see the new task; then the outcome is here.
        if (Volatile.Read(ref _outcome) is { } outcome)
        {
            Tell(_joined!, outcome);
        }

        return _joined!.Task;
    }

    /// <summary>A load that runs waits for this one: it must not have to wait for a slot.</summary>
    public void Hasten()
    {
        Volatile.Write(ref _isHastened, true);
        Interlocked.MemoryBarrier();
        Volatile.Read(ref _pass)?.Grant();
    }

    /// <summary>Its load waits for its turn, unless the pass is granted.</summary>
    public void WaitBy(LoadPass pass)
    {
        Volatile.Write(ref _pass, pass);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _isHastened))
        {
            pass.Grant();
        }
    }

    /// <summary>Ends the wait with an older value, and of a refresh that of those who come from now on. False when nobody waits.</summary>
    public bool LetGo(LocalEntry standIn)
    {
        Volatile.Write(ref _standIn, standIn);
        Interlocked.MemoryBarrier();
        if (IsRefresh && !Volatile.Read(ref _isJoined))
        {
            return false;
        }

        Complete(standIn);
        return true;
    }

    public void Complete(LocalEntry? entry) => End(entry ?? s_nothing);

    public void Fail(Exception exception) => End(exception);

    private static void Tell(TaskCompletionSource<LocalEntry?> waiter, object outcome)
    {
        if (outcome is not Exception exception)
        {
            waiter.TrySetResult(outcome as LocalEntry);
        }
        else if (waiter.TrySetException(exception))
        {
            // A refresh has nobody who would look at its failure.
            _ = waiter.Task.Exception;
        }
    }

    private void End(object outcome)
    {
        if (Interlocked.CompareExchange(ref _outcome, outcome, null) is not null)
        {
            return;
        }

        if (Volatile.Read(ref _joined) is { } joined)
        {
            Tell(joined, outcome);
        }

        Tell(_leader, outcome);
        _inline?.ForEach(waiter => Tell(waiter, outcome));
    }
}
