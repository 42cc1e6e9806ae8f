namespace Seckill.Caching.Flights;

/// <summary>A result that any number of callers wait for.</summary>
internal sealed class SharedResult<T>(bool completeInline)
{
    private readonly TaskCompletionSource<T> _result = new(completeInline ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);

    // A task goes on inline with one of its waiters only; who wants all of them inline needs a task for each.
    private readonly List<TaskCompletionSource<T>>? _others = completeInline ? [] : null;

    public bool IsCompleted => _result.Task.IsCompleted;

    public Task<T> WaitAsync()
    {
        if (_others is null || IsCompleted)
        {
            return _result.Task;
        }

        _others.Add(new TaskCompletionSource<T>());
        return _others[^1].Task;
    }

    public void Complete(T result)
    {
        _result.TrySetResult(result);
        _others?.ForEach(o => o.TrySetResult(result));
    }

    public void Fail(Exception exception)
    {
        if (_result.TrySetException(exception))
        {
            // There may be nobody who would look at it.
            _ = _result.Task.Exception;
            _others?.ForEach(o => o.TrySetException(exception));
        }
    }
}
