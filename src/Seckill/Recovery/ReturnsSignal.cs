namespace Seckill.Recovery;

/// <summary>Wakes the worker that gives units back.</summary>
internal sealed class ReturnsSignal : IDisposable
{
    private readonly SemaphoreSlim _signal = new(0);

    public void Set()
    {
        // One wake-up is enough however many units wait.
        if (_signal.CurrentCount == 0)
        {
            _signal.Release();
        }
    }

    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _signal.WaitAsync(atMost, cancellationToken);

    public void Dispose() => _signal.Dispose();
}
