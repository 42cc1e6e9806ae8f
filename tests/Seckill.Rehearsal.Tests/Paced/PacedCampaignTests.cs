using Seckill.Rehearsal.Paced;
using Seckill.Rehearsal.Tests.FakeHost;

namespace Seckill.Rehearsal.Tests.Paced;

public sealed class PacedCampaignTests
{
    [Fact]
    public async Task A_host_that_keeps_up_passes()
    {
        var report = await FakeStage.PlayAsync(Campaign(p99: 10_000), Bug.None);

        Verdict.AssertHeld(report);
        Assert.Equal(600, report.Figures.Single(figure => figure.Name == "answers Ordered").Value);
    }

    [Theory]
    [InlineData(Bug.Slow, "p99")]
    [InlineData(Bug.Tells500, "all-taken")]
    [InlineData(Bug.LosesAnOrder, "books-balanced")]
    public async Task A_wrong_host_is_named_by_the_law_it_breaks(Bug bug, string law)
    {
        var report = await FakeStage.PlayAsync(Campaign(p99: 100), bug);

        Verdict.AssertBroken(report, law);
    }

    private static PacedCampaign Campaign(double p99) => new(new PacedOptions { Rate = 200, Seconds = 2, WarmUp = 1, Buyers = 50, Connections = 16, P99 = p99 });
}
