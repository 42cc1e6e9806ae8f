using Seckill.Rehearsal.Judging;

namespace Seckill.Rehearsal.Tests;

/// <summary>What tests say about reports.</summary>
internal static class Verdict
{
    public static void AssertHeld(Report report)
    {
        Assert.True(report.Passed, string.Join(Environment.NewLine, report.Broken.Select(law => $"{law.Name}: {string.Join(" | ", law.Examples)}")));
        Assert.Contains(report.Laws, law => law.Checked > 0);
    }

    public static void AssertBroken(Report report, string law)
    {
        Assert.Contains(law, report.Broken.Select(broken => broken.Name));
        Assert.NotEmpty(report.Laws.Single(one => one.Name == law).Examples);
    }
}
