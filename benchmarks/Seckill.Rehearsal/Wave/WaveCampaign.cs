using System.Diagnostics;
using Seckill.Rehearsal.Api;
using Seckill.Rehearsal.Crowd;
using Seckill.Rehearsal.Hosting;
using Seckill.Rehearsal.Http;
using Seckill.Rehearsal.Judging;
using Seckill.Rehearsal.Load;
using Seckill.Rehearsal.Sale;

namespace Seckill.Rehearsal.Wave;

/// <summary>Plays an adaptive sale: calm, a wave, calm again. Single purchases tell how it answers; nobody may be lost on a switch.</summary>
internal sealed class WaveCampaign(WaveOptions options) : ICampaign
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Streak = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    public string Name => "wave";

    public bool NeedsOwnHost => false;

    private int WaveBuyers => options.Crowd.Buyers * options.Waves;

    private int Probes => options.ProbesPerSecond * (int)Math.Ceiling(options.Patience.TotalSeconds) * (options.Waves + 1);

    public async Task RunAsync(Stage stage, CancellationToken cancellationToken)
    {
        var laws = new SaleLaws(stage.Report);
        var waveLaws = new WaveLaws(stage.Report);
        var witness = new Witness(laws);
        var latency = new LatencyRecorder();
        using var desk = new OperatorApi(stage.Address);
        await desk.SignInAsync();
        var prefix = stage.NewPrefix("wave");
        var everybody = options.Crowd with { Buyers = WaveBuyers };
        var buyers = everybody.Gather(prefix, await desk.MakeBuyersAsync(prefix, WaveBuyers), stage.Dice);
        var single = new CrowdPlan { Buyers = Probes, Pay = 0, Cancel = 0, Duplicates = 0, Vanish = 0, Races = 0 };
        var probers = single.Gather(prefix + "p-", await desk.MakeBuyersAsync(prefix + "p-", Probes), stage.Dice);
        using var pool = new HttpPool(stage.Address.EndPoint, options.Connections, AnswerTimeout);
        await pool.OpenAsync(cancellationToken);
        var stock = (WaveBuyers * options.Crowd.Limit) + Probes;
        var sale = await desk.OpenSaleAsync(new SaleDraft { Stock = stock, PerBuyerLimit = options.Crowd.Limit, Mode = "adaptive" });

        var api = new BuyerApi(pool, stage.Address);
        var shopper = new Shopper(api, sale, witness, laws, new HostGate(), latency);
        var visitor = new Visitor(api, shopper, laws, options.Crowd.Limit);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(options.Patience * ((2 * options.Waves) + 2));
        await using (var prober = new Prober(stage.Address, sale, witness, laws, probers, options.ProbesPerSecond).Start(end.Token))
        {
            await using var progress = new Progress(stage.Output, () => Describe(prober.Tally, witness.Purchases));
            waveLaws.OrdersWhenCalm.Check(await IsCalmAsync(prober.Tally, cancellationToken), () => Describe(prober.Tally, witness.Purchases));
            foreach (var (crowd, number) in buyers.Chunk(options.Crowd.Buyers).Select((crowd, i) => (crowd, i + 1)))
            {
                var before = prober.Tally.Tickets;
                var began = Stopwatch.GetTimestamp();
                await OpenLoop.RunAsync(crowd.Length, options.Rate, (i, intended) => visitor.VisitAsync(crowd[i], intended, end.Token), cancellationToken);
                stage.Report.Measure($"wave {number}", Stopwatch.GetElapsedTime(began).TotalSeconds, "s");
                var over = Stopwatch.GetTimestamp();
                var again = await IsCalmAsync(prober.Tally, cancellationToken);
                stage.Report.Measure($"wave {number} until orders again", Stopwatch.GetElapsedTime(over).TotalSeconds, "s");
                waveLaws.TicketsUnderLoad.Check(prober.Tally.Tickets > before, () => $"wave {number}: {Describe(prober.Tally, witness.Purchases)}");
                waveLaws.OrdersAgain.Check(again, () => $"{options.Patience.TotalSeconds} s after wave {number}: {Describe(prober.Tally, witness.Purchases)}");
            }

            stage.Report.Measure("single purchases answered with orders", prober.Tally.Orders);
            stage.Report.Measure("single purchases answered with tickets at once", prober.Tally.Tickets);
            stage.Report.Measure("single purchases answered otherwise", prober.Tally.Others);
        }

        await JudgeAsync(stage, desk, sale, stock, [.. buyers, .. probers.Where(one => one.Wishes.Count > 0)], visitor, laws, witness, cancellationToken);
        latency.WriteTo(stage.Report, "latency of the waves");
    }

    private async Task JudgeAsync(
        Stage stage,
        OperatorApi desk,
        string sale,
        int stock,
        IReadOnlyList<Buyer> buyers,
        Visitor visitor,
        SaleLaws laws,
        Witness witness,
        CancellationToken cancellationToken)
    {
        await SellOn.RunAsync(desk, sale, buyers, visitor, options.Patience, cancellationToken);
        var end = new SaleEnd(stock, options.Crowd.Limit, buyers, await desk.ListOrdersAsync(sale), await desk.ReadBooksAsync(sale));
        SaleJudge.Judge(end, laws);
        SaleFigures.WriteEnd(stage.Report, end, witness.Purchases);
    }

    // Calm is when single purchases have been answered with nothing but orders for a while.
    private async Task<bool> IsCalmAsync(ProbeTally tally, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        while (tally.OnlyOrdersFor < Streak && Stopwatch.GetElapsedTime(began) < options.Patience)
        {
            await Task.Delay(Look, cancellationToken);
        }

        return tally.OnlyOrdersFor >= Streak;
    }

    private static string Describe(ProbeTally tally, AnswerTally answers) =>
        $"{answers.Answers} answers; single purchases: {tally.Orders} orders, {tally.Tickets} tickets at once, {tally.Others} others, only orders for {tally.OnlyOrdersFor.TotalSeconds:F1} s";
}
