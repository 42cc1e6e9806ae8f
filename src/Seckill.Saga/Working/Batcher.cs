using System.Collections.Concurrent;

namespace Seckill.Sagas.Working;

/// <summary>
/// Batches by nature: while the lanes work on batches, the next one gathers. No timers and no linger; a batch of one when it is quiet.
/// The handler answers for every item, faults included, and never throws.
/// </summary>
internal sealed class Batcher<T>(WorkQueue work, int maxBatch, int lanes, Func<T[], int, ValueTask> handle)
{
    private readonly int _maxBatch = maxBatch;
    private readonly ConcurrentQueue<T> _items = new();

    // Not a bag: each thread would keep its share of one, and with it the whole engine, for ever.
    private readonly ConcurrentQueue<Lane> _idle = new();
    private int _running;

    public void Add(T item)
    {
        _items.Enqueue(item);
        TryStart();
    }

    private void TryStart()
    {
        var running = Volatile.Read(ref _running);
        while (running < lanes && !_items.IsEmpty)
        {
            var seen = Interlocked.CompareExchange(ref _running, running + 1, running);
            if (seen == running)
            {
                work.Add(_idle.TryDequeue(out var lane) ? lane : new Lane(this));
                return;
            }

            running = seen;
        }
    }

    private async ValueTask RunAsync(T[] batch)
    {
        while (Fill(batch) is var count and > 0)
        {
            await handle(batch, count).ConfigureAwait(false);
            batch.AsSpan(0, count).Clear();
        }
    }

    private int Fill(T[] batch)
    {
        var count = 0;
        while (count < _maxBatch && _items.TryDequeue(out var item))
        {
            batch[count++] = item;
        }

        return count;
    }

    private sealed class Lane(Batcher<T> owner) : IThreadPoolWorkItem
    {
        private readonly T[] _batch = new T[owner._maxBatch];

        public void Execute() => _ = RunAsync();

        private async Task RunAsync()
        {
            await owner.RunAsync(_batch).ConfigureAwait(false);
            owner._idle.Enqueue(this);
            Interlocked.Decrement(ref owner._running);

            // An item may have come between the last look and now, and found every lane busy.
            owner.TryStart();
        }
    }
}
