using Seckill.Rehearsal.Judging;

namespace Seckill.Rehearsal.Tests.Judging;

public sealed class LawTests
{
    [Fact]
    public void Keeps_count_and_a_few_examples()
    {
        var law = new Law("law", "meaning");
        for (var i = 0; i < 20; i++)
        {
            var example = $"example {i}";
            law.Check(i % 2 == 0, () => example);
        }

        Assert.Equal((20, 10), (law.Checked, law.Broken));
        Assert.Equal(["example 1", "example 3", "example 5", "example 7", "example 9"], law.Examples);
    }

    [Fact]
    public void A_report_fails_with_its_first_broken_law()
    {
        var report = new Report("test", seed: 1);
        report.Law("kept", "").Check(true, () => "");
        report.Law("untried", "");
        Assert.True(report.Passed);

        report.Law("broken", "").Check(false, () => "why");

        Assert.False(report.Passed);
        Assert.Equal(["broken"], report.Broken.Select(law => law.Name));
    }
}
