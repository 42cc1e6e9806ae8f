using Seckill.Rehearsal.Replay;
using Seckill.Rehearsal.Tests.FakeHost;

namespace Seckill.Rehearsal.Tests.Replay;

public sealed class ReplayCampaignTests
{
    [Theory]
    [InlineData("atomic")]
    [InlineData("queued")]
    public async Task A_right_host_answers_every_repeat_with_the_same_purchase(string mode)
    {
        var report = await FakeStage.PlayAsync(Campaign(mode), Bug.None);

        Verdict.AssertHeld(report);
        Assert.All(report.Laws, law => Assert.NotEqual(0, law.Checked));
    }

    [Theory]
    [InlineData(Bug.GateBeforeKeys, "expected-answer")]
    [InlineData(Bug.AnswersRepeatWithNewOrder, "one-purchase-per-key")]
    [InlineData(Bug.HidesSecondOrder, "one-order-per-key")]
    [InlineData(Bug.OversellsByOne, "books-balanced")]
    [InlineData(Bug.LosesOrdersWhenKilled, "one-order-per-key")]
    [InlineData(Bug.OversellsByOne, "refused-as-due")]
    [InlineData(Bug.IgnoresQuantityOfKey, "key-conflict")]
    [InlineData(Bug.ForgetsCancelledKeys, "true-status")]
    public async Task A_wrong_host_is_named_by_the_law_it_breaks(Bug bug, string law)
    {
        var report = await FakeStage.PlayAsync(Campaign("atomic"), bug);

        Verdict.AssertBroken(report, law);
    }

    private static ReplayCampaign Campaign(string mode) => new(new ReplayOptions { Repeat = 2, Mode = mode, ShortSale = TimeSpan.FromSeconds(2) });
}
