namespace Seckill.Sagas.Working;

/// <summary>An answer that somebody waits for. Whoever gives it does not run the waiter's code: that goes through the work queue.</summary>
internal class Reply<T> : TaskCompletionSource<T>, IThreadPoolWorkItem
{
    private static readonly Sharer s_given = new(null, null);

    private T? _value;
    private Exception? _fault;
    private Sharer? _sharers;
    private int _given;

    /// <summary>The same answer for one more who waits: of several who wait for one task, all but one would go on past the work queue.</summary>
    public Task<T> Share(WorkQueue work)
    {
        if (Task.IsCompleted)
        {
            return Task;
        }

        var sharer = new Reply<T>();
        var seen = Volatile.Read(ref _sharers);
        while (seen != s_given)
        {
            var before = Interlocked.CompareExchange(ref _sharers, new Sharer(sharer, seen), seen);
            if (before == seen)
            {
                return sharer.Task;
            }

            seen = before;
        }

        Hand(work, sharer);
        return sharer.Task;
    }

    /// <summary>The first answer wins.</summary>
    public void Give(WorkQueue work, T value)
    {
        if (Interlocked.Exchange(ref _given, 1) == 0)
        {
            _value = value;
            work.Add(this);
            GiveSharers(work);
        }
    }

    public void Fault(WorkQueue work, Exception fault)
    {
        if (Interlocked.Exchange(ref _given, 1) == 0)
        {
            _fault = fault;
            work.Add(this);
            GiveSharers(work);
        }
    }

    public void Execute()
    {
        if (_fault is not null)
        {
            SetException(_fault);
        }
        else
        {
            SetResult(_value!);
        }
    }

    private void GiveSharers(WorkQueue work)
    {
        for (var sharer = Interlocked.Exchange(ref _sharers, s_given); sharer is not null; sharer = sharer.Next)
        {
            Hand(work, sharer.Reply!);
        }
    }

    private void Hand(WorkQueue work, Reply<T> sharer)
    {
        if (_fault is not null)
        {
            sharer.Fault(work, _fault);
        }
        else
        {
            sharer.Give(work, _value!);
        }
    }

    private sealed record Sharer(Reply<T>? Reply, Sharer? Next);
}
