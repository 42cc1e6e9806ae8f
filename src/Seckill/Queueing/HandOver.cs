namespace Seckill.Queueing;

/// <summary>
/// How a bucket's reservations come to the queue. Normally at once, by the node that took them. When the queue is full the bucket falls behind:
/// what is taken from then on waits in the stock store's line, and the relay reads it from there, so that nobody overtakes those who wait.
/// </summary>
internal sealed class HandOver
{
    private readonly Lock _lock = new();
    private long _epoch;
    private long _after;
    private long _newest;
    private bool _isBehind;

    /// <summary>True while the line holds reservations that the queue has not got yet.</summary>
    public bool IsBehind => Volatile.Read(ref _isBehind);

    /// <summary>Where the relay goes on: the epoch, and the number of the last reservation that the queue has got.</summary>
    public (long Epoch, long After) Cursor
    {
        get
        {
            lock (_lock)
            {
                return (_epoch, _after);
            }
        }
    }

    /// <summary>False when the reservations up to a number must wait for the relay, since earlier ones do.</summary>
    public bool TryGoDirectly(long epoch, long last)
    {
        lock (_lock)
        {
            Enter(epoch);
            if (!_isBehind || epoch < _epoch)
            {
                return true;
            }

            _newest = Math.Max(_newest, last);
            return false;
        }
    }

    /// <summary>The queue did not take what comes after a number.</summary>
    public void FallBehind(long epoch, long after, long last)
    {
        lock (_lock)
        {
            Enter(epoch);
            if (epoch == _epoch)
            {
                _after = _isBehind ? Math.Min(_after, after) : after;
                _newest = _isBehind ? Math.Max(_newest, last) : last;
                _isBehind = true;
            }
        }
    }

    /// <summary>The relay has come so far.</summary>
    /// <param name="epoch">The epoch it read under; a later one than the cursor's ends the falling behind.</param>
    /// <param name="from">Where it began.</param>
    /// <param name="to">Number of the last reservation that the queue has got, or that was resolved.</param>
    /// <param name="isEnd">True when the line had no more.</param>
    public void Advance(long epoch, long from, long to, bool isEnd)
    {
        lock (_lock)
        {
            Enter(epoch);
            // Somebody fell behind further ahead meanwhile: that part is read again.
            if (_isBehind && _after == from)
            {
                _after = Math.Max(_after, to);
                _isBehind = !isEnd || _newest > _after;
            }
        }
    }

    /// <summary>True for a reservation that waits for the relay.</summary>
    public bool IsWaiting(long epoch, long number)
    {
        lock (_lock)
        {
            return _isBehind && _epoch == epoch && number > _after;
        }
    }

    // A load has driven whatever waited under an earlier epoch.
    private void Enter(long epoch)
    {
        if (epoch > _epoch)
        {
            _epoch = epoch;
            _isBehind = false;
        }
    }
}
