namespace Seckill.Caching.Tests.Model;

/// <summary>A place of a schedule where several steps can come next.</summary>
/// <param name="steps">The steps.</param>
/// <param name="asleep">Those that need no try here: an earlier schedule has had them, and what came since commutes with them.</param>
internal sealed class Fork(List<Step> steps, List<Step> asleep)
{
    private readonly List<Step> _asleep = asleep;
    private int _current = -1;

    public Step Current => steps[_current];

    /// <summary>Goes on to the next step that leads to something new.</summary>
    public bool MoveNext()
    {
        if (_current >= 0)
        {
            _asleep.Add(Current);
        }

        do
        {
            _current++;
        }
        while (_current < steps.Count && _asleep.Exists(a => a.Is(steps[_current])));
        return _current < steps.Count;
    }

    /// <summary>What sleeps after the current step.</summary>
    public List<Step> AsleepAfter() => _asleep.FindAll(a => a.CommutesWith(Current));
}
