using Seckill.Rehearsal.Crowd;
using Seckill.Rehearsal.Kill;
using Seckill.Rehearsal.Tests.FakeHost;

namespace Seckill.Rehearsal.Tests.Kill;

public sealed class KillCampaignTests
{
    [Theory]
    [InlineData("atomic", 0)]
    [InlineData("queued", 2)]
    public async Task A_right_host_keeps_every_law_over_kills(string mode, int wipeEvery)
    {
        var report = await FakeStage.PlayAsync(Campaign(mode, wipeEvery), Bug.None);

        Verdict.AssertHeld(report);
        Assert.Equal(3, report.Figures.Single(figure => figure.Name == "kills").Value);
    }

    [Theory]
    [InlineData(Bug.LosesOrdersWhenKilled, "order-kept")]
    [InlineData(Bug.StrandsUnitWhenKilled, "nothing-stranded")]
    [InlineData(Bug.StrandsUnitWhenKilled, "sell-through")]
    public async Task A_host_that_a_kill_harms_is_named_by_the_law_it_breaks(Bug bug, string law)
    {
        var report = await FakeStage.PlayAsync(Campaign("atomic", 0), bug);

        Verdict.AssertBroken(report, law);
    }

    private static KillCampaign Campaign(string mode, int wipeEvery) => new(new KillOptions
    {
        Rounds = 3,
        WipeStockEvery = wipeEvery,
        Crowd = new CrowdPlan { Buyers = 200, Cancel = 0.2 },
        StockPerRound = 150,
        Rate = 400,
        Connections = 32,
        Mode = mode,
        Settle = TimeSpan.FromSeconds(3),
    });
}
