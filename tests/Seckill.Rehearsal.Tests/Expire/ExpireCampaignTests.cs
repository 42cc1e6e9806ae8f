using Seckill.Rehearsal.Expire;
using Seckill.Rehearsal.Tests.FakeHost;

namespace Seckill.Rehearsal.Tests.Expire;

public sealed class ExpireCampaignTests
{
    [Fact]
    public async Task A_right_host_ends_every_order_at_its_deadline()
    {
        var report = await FakeStage.PlayAsync(Campaign(2_000), Bug.None);

        Verdict.AssertHeld(report);
        Assert.Contains(report.Figures, figure => figure.Name == "lag until sold again p99");
    }

    [Theory]
    [InlineData(Bug.StrandsUnit, "all-restocked")]
    [InlineData(Bug.LosesOrdersWhenKilled, "all-wait")]
    [InlineData(Bug.NeverExpires, "all-expire")]
    [InlineData(Bug.NeverExpires, "lag-p99")]
    [InlineData(Bug.ExpiresLate, "lag-p99")]
    [InlineData(Bug.ExpiresEarly, "none-early")]
    public async Task A_wrong_host_is_named_by_the_law_it_breaks(Bug bug, string law)
    {
        var report = await FakeStage.PlayAsync(Campaign(200), bug);

        Verdict.AssertBroken(report, law);
    }

    private static ExpireCampaign Campaign(int orders) => new(new ExpireOptions
    {
        Orders = orders,
        Spread = TimeSpan.FromSeconds(2),
        Calm = TimeSpan.FromSeconds(3),
        Settle = TimeSpan.FromSeconds(3),
        Connections = 32,
    });
}
