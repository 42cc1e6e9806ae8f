namespace Seckill.Rehearsal.Load;

/// <summary>Work under way, by its number: what has ended is not held, or the collector's pauses of a long campaign would be taken for the host's.</summary>
internal sealed class WorkCount
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _failure;
    private int _open = 1;

    public void Add(Task work)
    {
        Interlocked.Increment(ref _open);
        _ = WatchAsync(work);
    }

    /// <summary>Waits until all that was added has ended; throws the first failure.</summary>
    public Task EndAsync()
    {
        Close();
        return _end.Task;
    }

    private async Task WatchAsync(Task work)
    {
        try
        {
            await work.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _failure, e, null);
        }
        finally
        {
            Close();
        }
    }

    private void Close()
    {
        if (Interlocked.Decrement(ref _open) > 0)
        {
            return;
        }

        if (_failure is { } failure)
        {
            _end.SetException(failure);
        }
        else
        {
            _end.SetResult();
        }
    }
}
