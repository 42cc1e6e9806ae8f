using Seckill.Caching.Local;

namespace Seckill.Caching.Flights;

/// <summary>One resolution of a key that any number of callers of this node wait for.</summary>
internal sealed class Flight(string key, Type type, long number, OperationId operation, bool isRefresh, bool completeInline) : KeyWatch(key, operation)
{
    private readonly TaskCompletionSource<LocalEntry?> _result =
        new(completeInline ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Grows with each flight: tells whether it began after a caller came.</summary>
    public long Number { get; } = number;

    /// <summary>The type of value it brings.</summary>
    public Type Type { get; } = type;

    /// <summary>Nobody waits: the value at hand is still fresh.</summary>
    public bool IsRefresh { get; } = isRefresh;

    /// <summary>What callers get; null when they must look again.</summary>
    public Task<LocalEntry?> Result => _result.Task;

    public void Complete(LocalEntry? entry) => _result.TrySetResult(entry);

    public void Fail(Exception exception)
    {
        if (_result.TrySetException(exception))
        {
            // A refresh has nobody who would look at its failure.
            _ = _result.Task.Exception;
        }
    }
}
