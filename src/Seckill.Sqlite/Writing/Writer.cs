using System.Threading.Channels;

namespace Seckill.Sqlite.Writing;

/// <summary>
/// Takes the calls that change something and gives them to the one thread that writes. While one transaction is on its way to the
/// disk the next calls gather: no timer, no linger, and a transaction of one call when it is quiet.
/// </summary>
internal sealed class Writer : IAsyncDisposable
{
    private readonly Channel<IWriteItem> _queue = Channel.CreateUnbounded<IWriteItem>(new UnboundedChannelOptions { SingleReader = true });
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WriterLoop _loop;
    private volatile Exception? _fault;

    public Writer(WriterLoop loop)
    {
        _loop = loop;
        var thread = new Thread(Run) { IsBackground = true, Name = "Seckill SQLite writer" };
        thread.Start();
    }

    /// <summary>Makes a change; it is durable when the task ends. Cancelling stops the waiting only.</summary>
    /// <exception cref="InvalidOperationException">The writer has ended by a fault, and nothing can be written until the process starts anew.</exception>
    public async ValueTask<TResult> RunAsync<TArgument, TResult>(
        Func<WriteSession, TArgument, TResult> work,
        TArgument argument,
        CancellationToken cancellationToken,
        int weight = 1)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var item = new WriteItem<TArgument, TResult>(work, argument, weight);
        if (!_queue.Writer.TryWrite(item))
        {
            throw _fault is { } fault
                ? new InvalidOperationException("The ledger's writer has ended by a fault: start the process anew.", fault)
                : new ObjectDisposedException(typeof(Writer).FullName);
        }

        return cancellationToken.CanBeCanceled
            ? await item.Task.WaitAsync(cancellationToken).ConfigureAwait(false)
            : await item.Task.ConfigureAwait(false);
    }

    /// <summary>Takes no more calls, and waits until those taken are answered.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _ended.Task.ConfigureAwait(false);
    }

    private void Run()
    {
        try
        {
            using (_loop)
            {
                _loop.Run(_queue.Reader);
            }

        }
        catch (Exception fault)
        {
            // Nobody reads the queue any more: who is in it hears of it, and nobody else gets in.
            _fault = fault;
            _queue.Writer.TryComplete();
            _loop.Abandon(_queue.Reader, fault);
        }

        _ended.TrySetResult();
    }
}
