using System.Diagnostics;

namespace Seckill.Rehearsal.Load;

/// <summary>Starts work at fixed moments, whether or not earlier work has ended.</summary>
internal static class OpenLoop
{
    // The shortest sleep that the operating system gives; what falls due meanwhile is started together, its intended moments kept.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    /// <summary>Runs on a thread of its own and ends when all work has ended.</summary>
    /// <param name="count">How many to start.</param>
    /// <param name="rate">Starts per second; 0 for all at once.</param>
    /// <param name="start">Gets the number, from 0, and the intended moment as a Stopwatch time stamp.</param>
    /// <param name="cancellationToken">Stops the starting.</param>
    public static async Task RunAsync(int count, double rate, Func<int, long, Task> start, CancellationToken cancellationToken)
    {
        var work = new WorkCount();
        await Task.Factory.StartNew(
            () => Pace(work, count, rate, start, cancellationToken),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await work.EndAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static void Pace(WorkCount work, int count, double rate, Func<int, long, Task> start, CancellationToken cancellationToken)
    {
        var origin = Stopwatch.GetTimestamp();
        var step = rate > 0 ? Stopwatch.Frequency / rate : 0;
        for (var i = 0; i < count && !cancellationToken.IsCancellationRequested; i++)
        {
            var intended = origin + (long)(i * step);
            while (Stopwatch.GetTimestamp() < intended)
            {
                Thread.Sleep(Tick);
            }

            work.Add(start(i, intended));
        }
    }
}
