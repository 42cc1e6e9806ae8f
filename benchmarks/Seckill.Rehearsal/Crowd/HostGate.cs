namespace Seckill.Rehearsal.Crowd;

/// <summary>Lets buyers wait for a host that is down instead of hammering at it.</summary>
internal sealed class HostGate
{
    private volatile TaskCompletionSource _up = Opened();

    public void Shut()
    {
        if (_up.Task.IsCompleted)
        {
            _up = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Open() => _up.TrySetResult();

    /// <summary>Ends when the host is up, or with the token.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) =>
        _up.Task.IsCompleted && !cancellationToken.IsCancellationRequested ? Task.CompletedTask : _up.Task.WaitAsync(cancellationToken);

    private static TaskCompletionSource Opened()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
