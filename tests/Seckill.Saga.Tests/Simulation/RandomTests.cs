using System.Diagnostics;

namespace Seckill.Sagas.Tests.Simulation;

/// <summary>
/// Any faults at any points, of any of the definitions, with several processes. SECKILL_SAGA_RUNS says how many runs, SECKILL_SAGA_SEED the first
/// one's seed; each run is its seed's and goes the same way every time.
/// </summary>
public sealed class RandomTests
{
    private const int EnoughForEveryFault = 500;

    [Fact]
    public void AnyFaults_AnyDefinition_Hold() => Hold(RandomPlans.Draw);

    [Fact]
    public void AnyFaults_WithOperatorsAtWork_PendingAndEnlistedSteps_Hold() => Hold(RandomPlans.DrawWithActs);

    [Fact]
    public void AnyFaults_WithOperatorsAtWork_AndAnswersThatComeLate_Hold() => Hold(RandomPlans.DrawWithLateReads);

    private static void Hold(Func<int, SimPlan> draw)
    {
        var runs = SimSettings.Number("SECKILL_SAGA_RUNS", 2500);
        var first = SimSettings.Number("SECKILL_SAGA_SEED", 1);
        var started = Stopwatch.GetTimestamp();
        var bad = new List<SimVerdict>();
        var hits = new long[Enum.GetValues<FaultKind>().Length];
        long fenced = 0, stale = 0, late = 0, points = 0;
        for (var seed = first; seed < first + runs && bad.Count < 5; seed++)
        {
            var verdict = SimRun.Play(draw(seed));
            fenced += verdict.Fenced;
            stale += verdict.Stale;
            late += verdict.LateReads;
            points += verdict.Points;
            foreach (var kind in Enum.GetValues<FaultKind>())
            {
                hits[(int)kind] += verdict.Hits(kind);
            }

            if (verdict.Violations.Count > 0)
            {
                bad.Add(verdict);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{runs} runs, seeds {first} to {first + runs - 1}, in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s: {bad.Count} with violations; {points} points, "
            + $"{string.Join(", ", Enum.GetValues<FaultKind>().Select(k => $"{hits[(int)k]} x {k}"))}, {late} late reads, {fenced} fenced and {stale} stale writes; "
            + $"{GC.GetTotalMemory(forceFullCollection: true) >> 20} MiB kept");
        Assert.True(bad.Count == 0, bad.Count == 0 ? "" : Story(bad));
        if (runs >= EnoughForEveryFault)
        {
            Assert.True(fenced > 0 && stale > 0, "No zombie was ever refused: the plans do not reach what they are for.");
            Assert.DoesNotContain(0, hits);
        }
    }

    /// <summary>Runs with operators in which something went wrong once.</summary>
    [Theory]
    [InlineData(2_012_930)]
    [InlineData(2_035_774)]
    [InlineData(2_039_147)]
    public void OnceWrongWithOperators_Holds(int seed)
    {
        var verdict = SimRun.Play(RandomPlans.DrawWithActs(seed));
        Assert.True(verdict.Violations.Count == 0, verdict.Violations.Count == 0 ? "" : Story([verdict]));
    }

    /// <summary>Runs with answers that come late in which something went wrong once.</summary>
    [Theory]
    [InlineData(3_442_564)]
    [InlineData(3_595_830)]
    public void OnceWrongWithLateAnswers_Holds(int seed)
    {
        var verdict = SimRun.Play(RandomPlans.DrawWithLateReads(seed));
        Assert.True(verdict.Violations.Count == 0, verdict.Violations.Count == 0 ? "" : Story([verdict]));
    }

    /// <summary>Runs in which something went wrong once.</summary>
    [Theory]
    [InlineData(356)]
    [InlineData(183_818)]
    [InlineData(1_009_526)]
    [InlineData(1_010_580)]
    [InlineData(1_031_543)]
    public void OnceWrong_Holds(int seed)
    {
        var verdict = SimRun.Play(RandomPlans.Draw(seed));
        Assert.True(verdict.Violations.Count == 0, verdict.Violations.Count == 0 ? "" : Story([verdict]));
    }

    private static string Story(List<SimVerdict> bad)
    {
        var first = SimRun.Play(bad[0].Plan with { KeepStory = true });
        return $"{string.Join(Environment.NewLine, bad)}{Environment.NewLine}The first one:{Environment.NewLine}{string.Join(Environment.NewLine, first.Story)}";
    }
}
