using Seckill.Caching.Local;

namespace Seckill.Caching.Flights;

/// <summary>One resolution of a key that any number of callers of this node wait for.</summary>
internal sealed class Flight(string key, Type type, long number, OperationId operation, bool isRefresh, bool completeInline) : KeyWatch(key, operation)
{
    private readonly TaskCompletionSource<LocalEntry?> _result =
        new(completeInline ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);

    // A task goes on inline with one of its waiters only; who wants all of them inline needs a task for each.
    private readonly List<TaskCompletionSource<LocalEntry?>>? _others = completeInline ? [] : null;

    /// <summary>Grows with each flight: tells whether it began after a caller came.</summary>
    public long Number { get; } = number;

    /// <summary>The type of value it brings.</summary>
    public Type Type { get; } = type;

    /// <summary>Nobody waits: the value at hand is still fresh.</summary>
    public bool IsRefresh { get; } = isRefresh;

    public bool IsCompleted => _result.Task.IsCompleted;

    /// <summary>Waits for what callers get; null when they must look again.</summary>
    public Task<LocalEntry?> WaitAsync()
    {
        if (_others is null || IsCompleted)
        {
            return _result.Task;
        }

        _others.Add(new TaskCompletionSource<LocalEntry?>());
        return _others[^1].Task;
    }

    public void Complete(LocalEntry? entry)
    {
        _result.TrySetResult(entry);
        _others?.ForEach(o => o.TrySetResult(entry));
    }

    public void Fail(Exception exception)
    {
        if (_result.TrySetException(exception))
        {
            // A refresh has nobody who would look at its failure.
            _ = _result.Task.Exception;
            _others?.ForEach(o => o.TrySetException(exception));
        }
    }
}
