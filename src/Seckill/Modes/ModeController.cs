namespace Seckill.Modes;

/// <summary>
/// Decides for one adaptive sale whether purchases are answered with their orders or with tickets. A pure state machine: no clock, no threads,
/// the same inputs give the same decisions. Quick to queue, slow to leave it, and slower each time that it was left too early.
/// </summary>
internal sealed class ModeController(ModeLimits limits)
{
    private TimeSpan? _tooMuchSince;
    private TimeSpan? _calmSince;
    private TimeSpan? _leftAt;
    private TimeSpan _enteredAt;
    private TimeSpan _calmFor = limits.CalmFor;
    private double _ceiling;

    /// <summary>True while purchases get tickets.</summary>
    public bool IsQueued { get; private set; }

    /// <summary>Takes how a sale stands that was run by hand until now.</summary>
    public void Begin(bool isQueued, TimeSpan at)
    {
        (IsQueued, _enteredAt, _ceiling) = (isQueued, at, double.MaxValue);
        (_tooMuchSince, _calmSince, _leftAt, _calmFor) = (null, null, null, limits.CalmFor);
    }

    /// <summary>Takes a look and decides.</summary>
    /// <returns>True when the mode has changed.</returns>
    public bool Step(in ModeInputs inputs) => IsQueued ? Leave(inputs) : Enter(inputs);

    private bool Enter(in ModeInputs inputs)
    {
        _tooMuchSince = inputs.Lag >= limits.QueueFrom ? _tooMuchSince ?? inputs.At : null;
        if (inputs.At - _tooMuchSince < limits.OverloadFor || _tooMuchSince is null)
        {
            return false;
        }

        var again = inputs.At - _leftAt <= limits.Settled;
        _calmFor = again ? TimeSpan.FromTicks(Math.Min(_calmFor.Ticks * 2, limits.LongestCalm.Ticks)) : limits.CalmFor;
        (IsQueued, _enteredAt, _ceiling, _calmSince) = (true, inputs.At, inputs.Arrivals, null);
        return true;
    }

    private bool Leave(in ModeInputs inputs)
    {
        // What was too much before would be so again; after a while that memory counts no more, for the ledger may have become faster.
        _ceiling = Math.Max(_ceiling, inputs.Ended);
        var relieved = inputs.Arrivals <= Math.Max(_ceiling * limits.Relief, limits.Trickle) || inputs.At - _enteredAt >= limits.LongestCalm;
        var calm = inputs.Lag < limits.CalmBelow && relieved;
        _calmSince = calm ? _calmSince ?? inputs.At : null;
        if (inputs.At - _calmSince < _calmFor || _calmSince is null)
        {
            return false;
        }

        (IsQueued, _leftAt, _tooMuchSince) = (false, inputs.At, null);
        return true;
    }
}
