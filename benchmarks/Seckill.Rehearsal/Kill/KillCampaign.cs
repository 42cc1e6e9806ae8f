using Seckill.Rehearsal.Api;
using Seckill.Rehearsal.Crowd;
using Seckill.Rehearsal.Hosting;
using Seckill.Rehearsal.Http;
using Seckill.Rehearsal.Judging;
using Seckill.Rehearsal.Load;
using Seckill.Rehearsal.Sale;

namespace Seckill.Rehearsal.Kill;

/// <summary>Kills the host again and again in the middle of one sale, while buyers repeat what was not answered, and judges the sale.</summary>
internal sealed class KillCampaign(KillOptions options) : ICampaign
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(15);

    public string Name => "kill";

    public bool NeedsOwnHost => true;

    private int Stock => options.StockPerRound * options.Rounds;

    public async Task RunAsync(Stage stage, CancellationToken cancellationToken)
    {
        var laws = new SaleLaws(stage.Report);
        var witness = new Witness(laws);
        var latency = new LatencyRecorder();
        var gate = new HostGate();
        using var desk = new OperatorApi(stage.Address);
        await desk.SignInAsync();
        var prefix = stage.NewPrefix("kill");
        var everybody = options.Crowd with { Buyers = options.Crowd.Buyers * options.Rounds };
        var buyers = everybody.Gather(prefix, await desk.MakeBuyersAsync(prefix, everybody.Buyers), stage.Dice);
        using var pool = new HttpPool(stage.Address.EndPoint, options.Connections, AnswerTimeout);
        var sale = await desk.OpenSaleAsync(new SaleDraft { Stock = Stock, PerBuyerLimit = options.Crowd.Limit, Mode = options.Mode });

        var api = new BuyerApi(pool, stage.Address);
        var shopper = new Shopper(api, sale, witness, laws, gate, latency);
        var visitor = new Visitor(api, shopper, laws, options.Crowd.Limit);
        var tokens = new TokenKeeper(desk, api, prefix, buyers);
        var killer = new Killer(stage, options, gate, witness, tokens);
        var round = 0;
        await using (new Progress(stage.Output, () => $"round {round}/{options.Rounds}  {witness.Purchases.Answers} answers, {witness.Purchases[AnswerKind.Lost]} lost"))
        {
            foreach (var crowd in buyers.Chunk(options.Crowd.Buyers))
            {
                round++;
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                patience.CancelAfter(killer.LongestLoad + options.Settle + Killer.LongestOutage);
                var load = OpenLoop.RunAsync(crowd.Length, options.Rate, (i, intended) => visitor.VisitAsync(crowd[i], intended, patience.Token), cancellationToken);
                await killer.StrikeAsync(round, cancellationToken);
                var books = await desk.ReadBooksAsync(sale);
                laws.NoOversell.Check(books.Committed <= Stock, () => $"after restart {round}: {books}");
                await Echo.RunAsync(buyers, shopper, most: 200, cancellationToken);
                await load;
            }

            await SellOn.RunAsync(desk, sale, buyers, visitor, killer.TimeLeft, cancellationToken);
            await Echo.RunAsync(buyers, shopper, most: 2_000, cancellationToken);
        }

        var end = new SaleEnd(Stock, options.Crowd.Limit, buyers, await desk.ListOrdersAsync(sale), await desk.ReadBooksAsync(sale));
        SaleJudge.Judge(end, laws);
        killer.WriteTo(stage.Report);
        latency.WriteTo(stage.Report, "latency, outages included,");
        SaleFigures.WriteEnd(stage.Report, end, witness.Purchases);
    }
}
