namespace Seckill.Sagas.Working;

/// <summary>An answer that somebody waits for. Whoever gives it does not run the waiter's code: that goes through the work queue.</summary>
internal class Reply<T> : TaskCompletionSource<T>, IThreadPoolWorkItem
{
    private T? _value;
    private Exception? _fault;
    private int _given;

    /// <summary>The first answer wins.</summary>
    public void Give(WorkQueue work, T value)
    {
        if (Interlocked.Exchange(ref _given, 1) == 0)
        {
            _value = value;
            work.Add(this);
        }
    }

    public void Fault(WorkQueue work, Exception fault)
    {
        if (Interlocked.Exchange(ref _given, 1) == 0)
        {
            _fault = fault;
            work.Add(this);
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
}
