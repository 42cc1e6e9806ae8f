namespace Seckill.Tests.Faults;

/// <summary>Decides by seed which calls fail, and whether before or after they took effect: "reply lost" is the most telling fault.</summary>
internal sealed class FaultPlan(int seed)
{
    private readonly Random _random = new(seed);
    private readonly Lock _lock = new();
    private double _rate;

    public int Injected { get; private set; }

    /// <summary>Share of calls that fail, 0 to 1.</summary>
    public void FailShare(double rate)
    {
        lock (_lock)
        {
            _rate = rate;
        }
    }

    public async ValueTask<T> RunAsync<T>(Func<ValueTask<T>> call)
    {
        var (before, after) = Decide();
        if (before)
        {
            throw new IOException("injected: the call was never sent");
        }

        var result = await call();
        return after ? throw new IOException("injected: the reply was lost") : result;
    }

    private (bool Before, bool After) Decide()
    {
        lock (_lock)
        {
            var fails = _random.NextDouble() < _rate;
            var after = fails && _random.Next(2) == 0;
            Injected += fails ? 1 : 0;
            return (fails && !after, after);
        }
    }
}
