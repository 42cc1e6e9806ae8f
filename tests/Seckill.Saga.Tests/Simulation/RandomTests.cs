using System.Diagnostics;
using System.Globalization;

namespace Seckill.Sagas.Tests.Simulation;

/// <summary>Any faults at any points, of any of the definitions, with several processes.</summary>
public sealed class RandomTests
{
    [Fact]
    public void AnyFaults_AnyDefinition_Hold()
    {
        var runs = Setting("SECKILL_SAGA_RUNS", 4000);
        var first = Setting("SECKILL_SAGA_SEED", 1);
        var started = Stopwatch.GetTimestamp();
        var bad = new List<SimVerdict>();
        long fenced = 0, stale = 0;
        for (var seed = first; seed < first + runs && bad.Count < 5; seed++)
        {
            var verdict = SimRun.Play(RandomPlans.Draw(seed));
            fenced += verdict.Fenced;
            stale += verdict.Stale;
            if (verdict.Violations.Count > 0)
            {
                bad.Add(verdict);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{runs} runs in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s, {fenced} fenced and {stale} stale writes");
        Assert.True(bad.Count == 0, bad.Count == 0 ? "" : Story(bad));
        Assert.True(fenced > 0 && stale > 0, "No zombie was ever refused: the plans do not reach what they are for.");
    }

    private static string Story(List<SimVerdict> bad)
    {
        var first = SimRun.Play(bad[0].Plan with { KeepStory = true });
        return $"{string.Join(Environment.NewLine, bad)}{Environment.NewLine}The first one:{Environment.NewLine}{string.Join(Environment.NewLine, first.Story)}";
    }

    internal static int Setting(string name, int fallback) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : fallback;
}
