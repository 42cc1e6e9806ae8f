using System.Runtime.CompilerServices;

namespace Seckill.Sagas.Tests.Simulation;

/// <summary>Long campaigns play millions of runs in one process.</summary>
public sealed class ForgettingTests
{
    [Fact]
    public void RunWithCrashesAndCallsThatNeverEnd_IsForgottenOnceItIsPlayed()
    {
        var points = Play();

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(points.IsAlive, "Something static keeps what a run was made of.");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Play()
    {
        var verdict = SimRun.Play(new SimPlan
        {
            Definition = SimDefinitions.Plain,
            Scripts = [[StepOutcome.TimeoutApplied, StepOutcome.TimeoutNotApplied]],
            Faults = [new Fault(3, FaultKind.Crash)],
        });
        Assert.Equal(1, verdict.Hits(FaultKind.Crash));
        return new WeakReference(verdict.Hits.Target);
    }
}
