namespace Seckill.Sagas.Benchmarks.Running;

/// <summary>Room for so many sagas at a time. Whoever finds none is queued to the thread pool once there is some: a wait allocates nothing.</summary>
internal sealed class Room(int free)
{
    private readonly Lock _lock = new();
    private readonly Queue<IThreadPoolWorkItem> _waiting = [];
    private int _free = free;

    /// <summary>Takes a place; false when there is none, and then the waiter is run as soon as it has one.</summary>
    public bool TryEnter(IThreadPoolWorkItem waiter)
    {
        lock (_lock)
        {
            if (_free > 0)
            {
                _free--;
                return true;
            }

            _waiting.Enqueue(waiter);
            return false;
        }
    }

    /// <summary>Gives a place back, or on to whoever waits for one.</summary>
    public void Leave()
    {
        IThreadPoolWorkItem? waiter;
        lock (_lock)
        {
            if (!_waiting.TryDequeue(out waiter))
            {
                _free++;
                return;
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(waiter, preferLocal: false);
    }
}
