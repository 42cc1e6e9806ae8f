using System.Diagnostics;

namespace Seckill.Caching.Benchmarks.Hits;

/// <summary>Measures look-ups in short rounds.</summary>
internal abstract class HitLoop(string name)
{
    public const int Length = 40_000;

    private double _best = double.MaxValue;
    private double _bestOfTwo = double.MaxValue;
    private long _allocated;
    private int _rounds;

    public string Name { get; } = name;

    /// <summary>Nanoseconds of a look-up in the best round.</summary>
    public double Nanoseconds => _best;

    /// <summary>The same with two threads at it; each one's own time.</summary>
    public double NanosecondsOfTwo => _bestOfTwo;

    /// <summary>Bytes allocated by a look-up, over all rounds of one thread.</summary>
    public double Bytes => (double)_allocated / (_rounds * (long)Length);

    public static HitLoop Of<THit>(string name, THit hit)
        where THit : struct, IHit => new HitLoopOf<THit>(name, hit);

    public void Measure()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        Run(Length);
        var time = Stopwatch.GetElapsedTime(start).TotalNanoseconds / Length;
        _allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        _rounds++;
        _best = Math.Min(_best, time);
    }

    public void MeasureTwo()
    {
        using var both = new Barrier(2);
        var times = new double[2];
        var threads = Enumerable.Range(0, 2).Select(i => new Thread(() =>
        {
            both.SignalAndWait();
            var start = Stopwatch.GetTimestamp();
            Run(Length);
            times[i] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / Length;
        })).ToArray();
        Array.ForEach(threads, static t => t.Start());
        Array.ForEach(threads, static t => t.Join());
        _bestOfTwo = Math.Min(_bestOfTwo, times.Max());
    }

    /// <summary>Lets the compiler see what is hot.</summary>
    public void WarmUp()
    {
        for (var i = 0; i < 60; i++)
        {
            Run(2_000);
        }
    }

    protected abstract void Run(int times);
}
