using System.Threading.Channels;
using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Reading;

/// <summary>Reading connections. Each call sees the last commit; callers beyond their number wait their turn.</summary>
internal sealed class ReadPool : IAsyncDisposable
{
    private readonly Channel<ReadSlot> _free = Channel.CreateUnbounded<ReadSlot>();
    private readonly int _slots;
    private int _closed;

    public ReadPool(DatabaseFile file, NewestRows newest)
    {
        _slots = file.Settings.ReadConnections;
        for (var i = 0; i < _slots; i++)
        {
            _free.Writer.TryWrite(new ReadSlot(file, newest));
        }
    }

    public async ValueTask<TResult> RunAsync<TArgument, TResult>(
        Func<ReadSession, TArgument, TResult> read,
        TArgument argument,
        CancellationToken cancellationToken)
    {
        var slot = await LeaseAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _closed) != 0, typeof(ReadPool));
            return read(slot.Open(), argument);
        }
        finally
        {
            _free.Writer.TryWrite(slot);
        }
    }

    /// <summary>Waits for the calls that read, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        for (var i = 0; i < _slots; i++)
        {
            var slot = await _free.Reader.ReadAsync().ConfigureAwait(false);
            slot.Dispose();
        }

        _free.Writer.Complete();
    }

    private async ValueTask<ReadSlot> LeaseAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _free.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(ReadPool));
        }
    }
}
