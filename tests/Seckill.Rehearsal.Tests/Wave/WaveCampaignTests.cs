using Seckill.Rehearsal.Crowd;
using Seckill.Rehearsal.Tests.FakeHost;
using Seckill.Rehearsal.Wave;

namespace Seckill.Rehearsal.Tests.Wave;

public sealed class WaveCampaignTests
{
    [Fact]
    public async Task A_right_host_changes_over_both_ways_and_keeps_every_law()
    {
        var report = await FakeStage.PlayAsync(Campaign(), Bug.None);

        Verdict.AssertHeld(report);
        Assert.True(report.Figures.Single(figure => figure.Name == "single purchases answered with tickets at once").Value > 0);
    }

    [Theory]
    [InlineData(Bug.NeverQueues, "tickets-under-load")]
    [InlineData(Bug.StaysQueued, "orders-again")]
    [InlineData(Bug.LosesTicketOnSwitch, "order-kept")]
    public async Task A_wrong_host_is_named_by_the_law_it_breaks(Bug bug, string law)
    {
        var report = await FakeStage.PlayAsync(Campaign(), bug);

        Verdict.AssertBroken(report, law);
    }

    private static WaveCampaign Campaign() => new(new WaveOptions
    {
        Waves = 1,
        Crowd = new CrowdPlan { Buyers = 600 },
        Rate = 400,
        Connections = 64,
        ProbesPerSecond = 20,
        Patience = TimeSpan.FromSeconds(8),
    });
}
