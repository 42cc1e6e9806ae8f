using Seckill.Rehearsal.PayRace;
using Seckill.Rehearsal.Tests.FakeHost;

namespace Seckill.Rehearsal.Tests.PayRace;

public sealed class PayRaceCampaignTests
{
    [Fact]
    public async Task A_right_host_gives_every_order_one_outcome()
    {
        var report = await FakeStage.PlayAsync(Campaign(TimeSpan.FromSeconds(30)), Bug.None);

        Verdict.AssertHeld(report);
        Assert.NotEqual(0, report.Figures.Single(figure => figure.Name == "refunded").Value);
        Assert.Equal(100, report.Figures.Single(figure => figure.Name == "paid").Value);
    }

    [Theory]
    [InlineData(Bug.PaysCancelled, "get-agrees")]
    [InlineData(Bug.PaysCancelled, "payment-kept")]
    [InlineData(Bug.PaysCancelled, "one-outcome")]
    [InlineData(Bug.ChangesOutcome, "outcome-repeats")]
    [InlineData(Bug.StrandsUnit, "sold-again")]
    [InlineData(Bug.StrandsUnit, "books-balanced")]
    [InlineData(Bug.OversellsByOne, "no-oversell")]
    public async Task A_wrong_host_is_named_by_the_law_it_breaks(Bug bug, string law)
    {
        var report = await FakeStage.PlayAsync(Campaign(TimeSpan.FromSeconds(8)), bug);

        Verdict.AssertBroken(report, law);
    }

    private static PayRaceCampaign Campaign(TimeSpan most) => new(new PayRaceOptions { Races = 200, InFlight = 120, Connections = 32, Most = most });
}
