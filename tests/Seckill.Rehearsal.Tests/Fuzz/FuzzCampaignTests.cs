using Seckill.Rehearsal.Fuzz;
using Seckill.Rehearsal.Tests.FakeHost;

namespace Seckill.Rehearsal.Tests.Fuzz;

public sealed class FuzzCampaignTests
{
    [Fact]
    public async Task A_right_host_refuses_all_nonsense_and_takes_nothing()
    {
        var report = await FakeStage.PlayAsync(Campaign(), Bug.None);

        Verdict.AssertHeld(report);
        Assert.All(report.Laws, law => Assert.NotEqual(0, law.Checked));
    }

    [Theory]
    [InlineData(Bug.CrashesOnBadBody, "no-5xx")]
    [InlineData(Bug.PlainErrors, "problem-json")]
    [InlineData(Bug.TakesBadQuantity, "nothing-taken")]
    [InlineData(Bug.TakesBadQuantity, "refused-as-documented")]
    [InlineData(Bug.HangsOnBadKey, "answered")]
    public async Task A_wrong_host_is_named_by_the_law_it_breaks(Bug bug, string law)
    {
        var report = await FakeStage.PlayAsync(Campaign(), bug);

        Verdict.AssertBroken(report, law);
    }

    private static FuzzCampaign Campaign() => new(new FuzzOptions { Count = 1_500, Connections = 16, Buyers = 50 });
}
