using Seckill.Rehearsal.Crowd;
using Seckill.Rehearsal.Sale;
using Seckill.Rehearsal.Tests.FakeHost;

namespace Seckill.Rehearsal.Tests.Sale;

public sealed class SaleCampaignTests
{
    [Theory]
    [InlineData("atomic", 400, 50, 1)]
    [InlineData("queued", 400, 50, 1)]
    [InlineData("atomic", 60, 500, 1)]
    [InlineData("atomic", 300, 50, 3)]
    public async Task A_right_host_keeps_every_law(string mode, int buyers, int stock, int limit)
    {
        var report = await FakeStage.PlayAsync(Campaign(mode, buyers, stock, limit), Bug.None);

        Verdict.AssertHeld(report);
    }

    [Theory]
    [InlineData(Bug.OversellsByOne, "no-oversell")]
    [InlineData(Bug.LosesAnOrder, "order-kept")]
    [InlineData(Bug.AnswersRepeatWithNewOrder, "one-purchase-per-key")]
    [InlineData(Bug.HidesSecondOrder, "order-asked-for")]
    [InlineData(Bug.IgnoresLimit, "buyer-limit")]
    [InlineData(Bug.Tells500, "expected-answer")]
    [InlineData(Bug.StrandsUnit, "nothing-stranded")]
    [InlineData(Bug.StrandsUnit, "sell-through")]
    [InlineData(Bug.GateBeforeKeys, "one-purchase-per-key")]
    [InlineData(Bug.ForgetsPayment, "payment-kept")]
    public async Task A_wrong_host_is_named_by_the_law_it_breaks(Bug bug, string law)
    {
        var report = await FakeStage.PlayAsync(Campaign("atomic", 400, 50, 1), bug);

        Verdict.AssertBroken(report, law);
    }

    [Theory]
    [InlineData(Bug.GrowsPosition, "position-never-grows")]
    [InlineData(Bug.ForgetsTicket, "every-ticket-ends")]
    public async Task A_wrong_line_is_named_by_the_law_it_breaks(Bug bug, string law)
    {
        var report = await FakeStage.PlayAsync(Campaign("queued", 400, 50, 1), bug);

        Verdict.AssertBroken(report, law);
    }

    [Fact]
    public async Task A_false_sold_out_is_named_when_there_is_enough_for_all()
    {
        var report = await FakeStage.PlayAsync(Campaign("atomic", 60, 500, 1), Bug.RefusesFalsely);

        Verdict.AssertBroken(report, "fair-refusal");
    }

    private static SaleCampaign Campaign(string mode, int buyers, int stock, int limit) => new(new SaleOptions
    {
        Crowd = new CrowdPlan { Buyers = buyers, Limit = limit, Duplicates = 0.3, Vanish = 0.1, Races = 0.1, Cancel = 0.2 },
        Stock = stock,
        Mode = mode,
        Rate = 2_000,
        Connections = 64,
        Settle = TimeSpan.FromSeconds(4),
    });
}
