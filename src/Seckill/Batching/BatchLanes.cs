using System.Threading.Channels;

namespace Seckill.Batching;

/// <summary>
/// Batches by nature: while a lane works on one batch, the next one gathers. No timers and no linger; a batch of one when it is quiet.
/// The handler answers for every item, faults included; what it throws goes to the fault handler.
/// </summary>
internal sealed class BatchLanes<T> : IAsyncDisposable
{
    private readonly Channel<T> _channel = Channel.CreateUnbounded<T>();
    private readonly Func<IReadOnlyList<T>, Task> _handle;
    private readonly Action<IReadOnlyList<T>, Exception> _fault;
    private readonly int _maxBatch;
    private readonly TimeSpan _pause;
    private readonly Task[] _lanes;

    /// <param name="lanes">Batches in work at a time.</param>
    /// <param name="maxBatch">Items in a batch at the most.</param>
    /// <param name="handle">Works on a batch.</param>
    /// <param name="fault">Hears of what the handler threw.</param>
    /// <param name="pause">Rest of a lane between two batches; only for work that nobody waits for.</param>
    public BatchLanes(int lanes, int maxBatch, Func<IReadOnlyList<T>, Task> handle, Action<IReadOnlyList<T>, Exception> fault, TimeSpan pause = default)
    {
        _pause = pause;
        _maxBatch = maxBatch;
        _handle = handle;
        _fault = fault;
        _lanes = [.. Enumerable.Range(0, lanes).Select(_ => Task.Run(RunAsync))];
    }

    /// <summary>False when the lanes are closed.</summary>
    public bool TryAdd(T item) => _channel.Writer.TryWrite(item);

    /// <summary>Takes nothing more and waits until everything taken is done.</summary>
    public async ValueTask DisposeAsync()
    {
        _channel.Writer.TryComplete();
        await Task.WhenAll(_lanes).ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        var reader = _channel.Reader;
        while (await reader.WaitToReadAsync().ConfigureAwait(false))
        {
            var batch = new List<T>();
            while (batch.Count < _maxBatch && reader.TryRead(out var item))
            {
                batch.Add(item);
            }

            if (batch.Count == 0)
            {
                continue;
            }

            try
            {
                await _handle(batch).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                _fault(batch, e);
            }

            if (_pause > TimeSpan.Zero && !reader.Completion.IsCompleted)
            {
                await Task.Delay(_pause).ConfigureAwait(false);
            }
        }
    }
}
