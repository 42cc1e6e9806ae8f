namespace Seckill.Caching.Distributed;

/// <summary>Leaves a failing tier alone for a while, then lets exactly one call probe it.</summary>
internal sealed class TierBreaker(CacheClock clock, int failuresToOpen, long openFor)
{
    private readonly Lock _gate = new();
    private int _failures;
    private long _openUntil;
    private bool _isOpen;
    private bool _isProbing;

    public bool IsOpen => Volatile.Read(ref _isOpen);

    /// <summary>Whether a call may be made now. Each yes is followed by <see cref="Succeeded"/> or <see cref="Failed"/>.</summary>
    public bool TryEnter()
    {
        if (!IsOpen)
        {
            return true;
        }

        lock (_gate)
        {
            if (!_isOpen)
            {
                return true;
            }

            if (_isProbing || clock.Now < _openUntil)
            {
                return false;
            }

            _isProbing = true;
            return true;
        }
    }

    /// <summary>True when this closed the breaker.</summary>
    public bool Succeeded()
    {
        if (!IsOpen && Volatile.Read(ref _failures) == 0)
        {
            return false;
        }

        lock (_gate)
        {
            var closed = _isOpen;
            (_failures, _isOpen, _isProbing) = (0, false, false);
            return closed;
        }
    }

    /// <summary>True when this opened the breaker.</summary>
    public bool Failed()
    {
        lock (_gate)
        {
            _failures++;
            if (_isOpen)
            {
                // A straggler from before the opening, or the probe: either way the tier gets its rest.
                (_isProbing, _openUntil) = (false, clock.Now + openFor);
                return false;
            }

            if (_failures < failuresToOpen)
            {
                return false;
            }

            (_isOpen, _isProbing, _openUntil) = (true, false, clock.Now + openFor);
            return true;
        }
    }
}
