using System.Diagnostics;

namespace Seckill.Sagas.Tests.Simulation;

/// <summary>Every crash at every point, for every way that four steps can go.</summary>
public sealed class CrashTests
{
    private static readonly StepOutcome[] s_outcomes = Enum.GetValues<StepOutcome>();

    internal static IEnumerable<StepOutcome[]> Vectors() =>
        from a in s_outcomes from b in s_outcomes from c in s_outcomes from d in s_outcomes select (StepOutcome[])[a, b, c, d];

    [Fact]
    public void NoCrash_EveryOutcome_Holds()
    {
        foreach (var vector in Vectors())
        {
            var verdict = SimRun.Play(new SimPlan { Definition = SimDefinitions.Plain, Scripts = [vector] });
            Assert.True(verdict.Violations.Count == 0, verdict.ToString());
        }
    }

    [Fact]
    public void SingleCrash_AtEveryPoint_OfEveryOutcome_Holds()
    {
        var started = Stopwatch.GetTimestamp();
        var runs = 0;
        foreach (var vector in Vectors())
        {
            var plan = new SimPlan { Definition = SimDefinitions.Plain, Scripts = [vector], Seed = runs };
            var points = SimRun.Play(plan).Points;
            for (var point = 1; point <= points; point++, runs++)
            {
                var verdict = SimRun.Play(plan with { Faults = [new Fault(point, FaultKind.Crash)] });
                Assert.True(verdict.Violations.Count == 0, verdict.ToString());
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{runs} runs in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
        Assert.InRange(runs, 10_000, int.MaxValue);
    }
}
