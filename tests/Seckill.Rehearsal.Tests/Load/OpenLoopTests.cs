using System.Diagnostics;
using Seckill.Rehearsal.Load;

namespace Seckill.Rehearsal.Tests.Load;

public sealed class OpenLoopTests
{
    [Fact]
    public async Task Intended_moments_are_evenly_spaced_and_do_not_wait_for_work()
    {
        var moments = new long[50];
        var gate = new TaskCompletionSource();

        var run = OpenLoop.RunAsync(
            moments.Length,
            rate: 1_000,
            (i, intended) =>
            {
                moments[i] = intended;
                if (i == moments.Length - 1)
                {
                    gate.SetResult();
                }

                return gate.Task;
            },
            TestContext.Current.CancellationToken);
        await run;

        var steps = moments.Zip(moments.Skip(1), (a, b) => Stopwatch.GetElapsedTime(a, b).TotalMilliseconds).ToArray();
        Assert.All(steps, step => Assert.Equal(1.0, step, precision: 3));
    }

    [Fact]
    public async Task All_at_once_means_the_same_moment_for_all()
    {
        var moments = new long[10];

        await OpenLoop.RunAsync(
            moments.Length,
            rate: 0,
            (i, intended) =>
            {
                moments[i] = intended;
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken);

        Assert.Single(moments.Distinct());
    }

    [Fact]
    public async Task Stops_starting_when_it_is_told_to()
    {
        using var stop = new CancellationTokenSource();
        var started = 0;

        await Assert.ThrowsAsync<OperationCanceledException>(() => OpenLoop.RunAsync(
            1_000,
            rate: 0,
            (_, _) =>
            {
                if (++started == 3)
                {
                    stop.Cancel();
                }

                return Task.CompletedTask;
            },
            stop.Token));

        Assert.Equal(3, started);
    }
}
