using System.Collections.Concurrent;
using System.Diagnostics;
using HdrHistogram;
using Seckill.Sagas.Benchmarks.Contestants;

namespace Seckill.Sagas.Benchmarks.Running;

/// <summary>Starts sagas and counts those that ended.</summary>
internal sealed class Load
{
    private const int Starters = 8;

    private readonly Contestant _contestant;
    private readonly Room _room;
    private readonly LongConcurrentHistogram _starts = new(1, TimeSpan.TicksPerMinute, 3);
    private readonly TaskCompletionSource _fault = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentBag<StartWatch> _idle = [];
    private TaskCompletionSource _allEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _ended;
    private long _awaited;
    private long _number;

    public Load(Contestant contestant, int inFlight)
    {
        _contestant = contestant;
        _room = new Room(inFlight);
        contestant.Ended = Count;
    }

    /// <summary>Runs sagas as fast as they end, or at a pace.</summary>
    /// <param name="name">The contestant's name.</param>
    /// <param name="count">How many.</param>
    /// <param name="perSecond">The pace; 0 for none. A paced start is measured from the moment it was meant for.</param>
    public async Task<RunResult> RunAsync(string name, long count, double perSecond)
    {
        _allEnded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _awaited = Interlocked.Read(ref _ended) + count;
        _starts.Reset();
        var process = Process.GetCurrentProcess();
        var (cpu, bytes, clock) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes(precise: true), Stopwatch.GetTimestamp());
        var (pauses, collections, full) = (GC.GetTotalPauseDuration(), GC.CollectionCount(0), GC.CollectionCount(2));
        if (perSecond > 0)
        {
            await StartPacedAsync(count, perSecond);
        }
        else
        {
            await StartAllAsync(count);
        }

        await await Task.WhenAny(_allEnded.Task, _fault.Task);
        var elapsed = Stopwatch.GetElapsedTime(clock);
        process.Refresh();
        cpu = process.TotalProcessorTime - cpu;
        pauses = GC.GetTotalPauseDuration() - pauses;
        return new RunResult(
            name,
            count,
            count / elapsed.TotalSeconds,
            cpu.TotalMicroseconds / count,
            cpu / elapsed,
            (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)count,
            _starts.GetValueAtPercentile(50) / (double)TimeSpan.TicksPerMillisecond,
            _starts.GetValueAtPercentile(99) / (double)TimeSpan.TicksPerMillisecond,
            pauses / elapsed,
            GC.CollectionCount(0) - collections,
            GC.CollectionCount(2) - full);
    }

    // One alone would take a turn of the thread pool for each start, and bound what is measured.
    private Task StartAllAsync(long count)
    {
        var left = count;
        return Task.WhenAll(Enumerable.Range(0, Starters).Select(_ =>
        {
            var starter = new Starter(_room, TryStart);
            ThreadPool.UnsafeQueueUserWorkItem(starter, preferLocal: false);
            return starter.Ended;
        }));

        bool TryStart()
        {
            if (Interlocked.Decrement(ref left) < 0 || _fault.Task.IsCompleted)
            {
                return false;
            }

            Start(Stopwatch.GetTimestamp());
            return true;
        }
    }

    private async Task StartPacedAsync(long count, double perSecond)
    {
        var begun = Stopwatch.GetTimestamp();
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (var i = 0L; i < count && !_fault.Task.IsCompleted && await ticks.WaitForNextTickAsync();)
        {
            var due = (long)(Stopwatch.GetElapsedTime(begun).TotalSeconds * perSecond);
            for (; i < Math.Min(due, count); i++)
            {
                Start(begun + (long)(i / perSecond * Stopwatch.Frequency));
            }
        }
    }

    private void Start(long meant)
    {
        var start = _contestant.StartAsync(Interlocked.Increment(ref _number));
        if (start.IsCompletedSuccessfully)
        {
            Record(meant);
        }
        else
        {
            (_idle.TryTake(out var watch) ? watch : new StartWatch(Answered)).Begin(start, meant);
        }
    }

    private void Answered(StartWatch watch, long meant, Exception? fault)
    {
        _idle.Add(watch);
        if (fault is null)
        {
            Record(meant);
        }
        else
        {
            _fault.TrySetException(fault);
        }
    }

    private void Record(long meant) => _starts.RecordValue(Math.Clamp(Stopwatch.GetElapsedTime(meant).Ticks, 1, TimeSpan.TicksPerMinute));

    private void Count()
    {
        _room.Leave();
        if (Interlocked.Increment(ref _ended) == Interlocked.Read(ref _awaited))
        {
            _allEnded.TrySetResult();
        }
    }
}
