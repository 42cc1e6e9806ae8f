namespace Seckill.Modes;

/// <summary>How long the ledger takes for a batch of orders on this node, calls that have not come back yet included.</summary>
internal sealed class LedgerPace(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<long> _open = new();
    private TimeSpan _longest;

    /// <summary>A call begins; the mark is for <see cref="End"/>.</summary>
    public LinkedListNode<long> Begin()
    {
        lock (_lock)
        {
            return _open.AddLast(time.GetTimestamp());
        }
    }

    /// <summary>A call has come back, or failed.</summary>
    public void End(LinkedListNode<long> mark)
    {
        lock (_lock)
        {
            _open.Remove(mark);
            var took = time.GetElapsedTime(mark.Value);
            _longest = took > _longest ? took : _longest;
        }
    }

    /// <summary>The longest since the last look, or the age of the oldest call that is still open.</summary>
    public TimeSpan Take()
    {
        lock (_lock)
        {
            var age = _open.First is { } oldest ? time.GetElapsedTime(oldest.Value) : TimeSpan.Zero;
            var longest = age > _longest ? age : _longest;
            _longest = TimeSpan.Zero;
            return longest;
        }
    }
}
