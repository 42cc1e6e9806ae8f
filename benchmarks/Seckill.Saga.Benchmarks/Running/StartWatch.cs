using System.Runtime.CompilerServices;

namespace Seckill.Sagas.Benchmarks.Running;

/// <summary>Waits for one start after another, without an object for each: what the load generator allocates is not the engines'.</summary>
internal sealed class StartWatch
{
    private readonly Action<StartWatch, long, Exception?> _answered;
    private readonly Action _goOn;
    private ValueTaskAwaiter _start;
    private long _meant;

    /// <param name="answered">Called with the start's intended time, and its fault or null.</param>
    public StartWatch(Action<StartWatch, long, Exception?> answered) => (_answered, _goOn) = (answered, GoOn);

    public void Begin(ValueTask start, long meant)
    {
        (_start, _meant) = (start.GetAwaiter(), meant);
        _start.UnsafeOnCompleted(_goOn);
    }

    private void GoOn()
    {
        Exception? fault = null;
        try
        {
            _start.GetResult();
        }
        catch (Exception thrown)
        {
            fault = thrown;
        }

        _answered(this, _meant, fault);
    }
}
