using Seckill.Caching.Pinning;

namespace Seckill.Caching;

/// <summary>
/// A value that is always at hand: reading it is one memory access, whatever its age. It is read again when its time is up and at once when any node
/// changes its key; while that fails the last one stays. Dispose it to stop.
/// </summary>
/// <typeparam name="T">The value's type.</typeparam>
public sealed class CachedValue<T> : IPin
{
    private readonly Func<CancellationToken, ValueTask<(T Value, TimeSpan Next)>> _read;
    private readonly Action<IPin> _forget;
    private readonly Action<Exception> _failed;
    private readonly TimeProvider _provider;
    private readonly TimeSpan _retryAfter;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _signal = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Holder? _holder;

    internal CachedValue(
        Func<CancellationToken, ValueTask<(T Value, TimeSpan Next)>> read, Action<IPin> forget, Action<Exception> failed, TimeProvider provider, TimeSpan retryAfter)
    {
        (_read, _forget, _failed, _provider, _retryAfter) = (read, forget, failed, provider, retryAfter);
    }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">It was never loaded yet; await <see cref="WhenReadyAsync"/> first.</exception>
    public T Value => (Volatile.Read(ref _holder) ?? throw new InvalidOperationException("The pinned value has not been loaded yet. Await WhenReadyAsync first.")).Value;

    /// <summary>Whether there is a value.</summary>
    public bool IsReady => Volatile.Read(ref _holder) is not null;

    /// <summary>Completes when the value was loaded for the first time; failed tries are repeated until then.</summary>
    public Task WhenReadyAsync(CancellationToken cancellationToken = default) => _ready.Task.WaitAsync(cancellationToken);

    /// <summary>Stops reading it again; the last value stays.</summary>
    public void Dispose()
    {
        if (!_stop.IsCancellationRequested)
        {
            _stop.Cancel();
            _forget(this);
        }
    }

    void IPin.Signal() => Volatile.Read(ref _signal).TrySetResult();

    internal void Start() => _ = RunAsync();

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            // Taken before reading: a change during the read leads to another one.
            var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _signal, signal);
            var next = _retryAfter;
            try
            {
                (var value, next) = await _read(_stop.Token).ConfigureAwait(false);
                Volatile.Write(ref _holder, new Holder(value));
                _ready.TrySetResult();
            }
            catch (Exception e)
            {
                if (!_stop.IsCancellationRequested)
                {
                    _failed(e);
                }
            }

            using var pause = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            var time = next > TimeSpan.FromMilliseconds(1) ? next : TimeSpan.FromMilliseconds(1);
            await Task.WhenAny(Task.Delay(time, _provider, pause.Token), signal.Task).ConfigureAwait(false);
            await pause.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Makes the change of a value of any size one write.</summary>
    private sealed class Holder(T value)
    {
        public readonly T Value = value;
    }
}
