using System.Diagnostics;

namespace Seckill.Sagas.Tests.Simulation;

/// <summary>Every crash at every point, for every way that four steps can go.</summary>
public sealed class CrashTests
{
    private static readonly StepOutcome[] s_outcomes = Enum.GetValues<StepOutcome>();

    internal static List<StepOutcome[]> Vectors { get; } =
        [.. from a in s_outcomes from b in s_outcomes from c in s_outcomes from d in s_outcomes select (StepOutcome[])[a, b, c, d]];

    [Fact]
    public void NoCrash_EveryOutcome_Holds()
    {
        for (var vector = 0; vector < Vectors.Count; vector++)
        {
            PlayAndCheck(PlanOf(vector));
        }
    }

    [Fact]
    public void SingleCrash_AtEveryPoint_OfEveryOutcome_Holds()
    {
        var started = Stopwatch.GetTimestamp();
        var runs = 0;
        for (var vector = 0; vector < Vectors.Count; vector++)
        {
            var plan = PlanOf(vector);
            var points = SimRun.Play(plan).Points;
            for (var point = 1; point <= points; point++, runs++)
            {
                PlayAndCheck(plan with { Faults = [new Fault(point, FaultKind.Crash)] });
            }
        }

        Say($"{runs} runs in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
        Assert.InRange(runs, 10_000, int.MaxValue);
    }

    /// <summary>
    /// Pairs of crashes: the first at any point of the run without one, the second at any point that the run with the first one comes to behind it,
    /// those of the recovery included. A sample by SECKILL_SAGA_SEED of SECKILL_SAGA_PAIRS runs; all pairs of a range of the 1,296 vectors when
    /// SECKILL_SAGA_DOUBLE names one, such as 0-1295.
    /// </summary>
    [Fact]
    public void TwoCrashes_AtAnyTwoPoints_Hold()
    {
        var started = Stopwatch.GetTimestamp();
        var (runs, what) = SimSettings.Range("SECKILL_SAGA_DOUBLE") is { } range
            ? (PlayAllPairs(range), $"all pairs of vectors {range.First} to {range.Last}")
            : PlaySomePairs(SimSettings.Number("SECKILL_SAGA_PAIRS", 1000), SimSettings.Number("SECKILL_SAGA_SEED", 1));
        Say($"{runs} runs, {what}, in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
        Assert.NotEqual(0, runs);
    }

    private static int PlayAllPairs((int First, int Last) range)
    {
        var runs = 0;
        for (var vector = range.First; vector <= range.Last; vector++)
        {
            var plan = PlanOf(vector);
            var points = SimRun.Play(plan).Points;
            for (var first = 1; first <= points; first++)
            {
                var single = plan with { Faults = [new Fault(first, FaultKind.Crash)] };
                var last = SimRun.Play(single).Points;
                for (var second = first + 1; second <= last; second++, runs++)
                {
                    PlayAndCheck(single with { Faults = [new Fault(first, FaultKind.Crash), new Fault(second, FaultKind.Crash)] });
                }
            }
        }

        return runs;
    }

    private static (int Runs, string What) PlaySomePairs(int runs, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < runs; i++)
        {
            var plan = PlanOf(random.Next(Vectors.Count));
            var first = random.Next(1, SimRun.Play(plan).Points + 1);
            var single = plan with { Faults = [new Fault(first, FaultKind.Crash)] };
            var second = random.Next(first + 1, Math.Max(first + 2, SimRun.Play(single).Points + 1));
            PlayAndCheck(single with { Faults = [new Fault(first, FaultKind.Crash), new Fault(second, FaultKind.Crash)] });
        }

        return (runs, $"pairs drawn by seed {seed}");
    }

    private static SimPlan PlanOf(int vector) => new() { Definition = SimDefinitions.Plain, Scripts = [Vectors[vector]], Seed = vector };

    private static void PlayAndCheck(SimPlan plan)
    {
        var verdict = SimRun.Play(plan);
        Assert.True(verdict.Violations.Count == 0, verdict.ToString());
    }

    private static void Say(string text) => TestContext.Current.TestOutputHelper?.WriteLine(text);
}
