using System.Diagnostics;
using Seckill.Rehearsal.Api;
using Seckill.Rehearsal.Crowd;
using Seckill.Rehearsal.Hosting;
using Seckill.Rehearsal.Http;
using Seckill.Rehearsal.Judging;
using Seckill.Rehearsal.Load;

namespace Seckill.Rehearsal.Sale;

/// <summary>Plays one sale with honest buyers and bots, and judges it.</summary>
internal sealed class SaleCampaign(SaleOptions options) : ICampaign
{
    private const int MostEchoes = 2_000;

    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    public string Name => "sale";

    public bool NeedsOwnHost => false;

    public async Task RunAsync(Stage stage, CancellationToken cancellationToken)
    {
        var laws = new SaleLaws(stage.Report);
        var witness = new Witness(laws);
        var latency = new LatencyRecorder();
        using var desk = new OperatorApi(stage.Address);
        await desk.SignInAsync();
        var prefix = stage.NewPrefix("sale");
        var buyers = options.Crowd.Gather(prefix, await desk.MakeBuyersAsync(prefix, options.Crowd.Buyers), stage.Dice);
        using var pool = new HttpPool(stage.Address.EndPoint, options.Connections, AnswerTimeout);
        await pool.OpenAsync(cancellationToken);
        var sale = await desk.OpenSaleAsync(new SaleDraft { Stock = options.Stock, PerBuyerLimit = options.Crowd.Limit, Mode = options.Mode });

        var api = new BuyerApi(pool, stage.Address);
        await LookAsync(api, sale, buyers, cancellationToken);
        var shopper = new Shopper(api, sale, witness, laws, new HostGate(), latency);
        var visitor = new Visitor(api, shopper, laws, options.Crowd.Limit);
        var watch = new BooksWatch(stage.Address, sale, options.Stock, laws.NoOversell);
        var rush = Stopwatch.GetTimestamp();
        await using (new Progress(stage.Output, () => $"{Stopwatch.GetElapsedTime(rush).TotalSeconds:F1} s  {witness.Purchases.Answers} answers  {watch.Last}"))
        await using (watch.Start())
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Arrivals + options.Settle + (options.Crowd.Think * 2));
            await OpenLoop.RunAsync(buyers.Length, options.Rate, (i, intended) => visitor.VisitAsync(buyers[i], intended, patience.Token), cancellationToken);
            var seconds = Stopwatch.GetElapsedTime(rush, witness.Purchases.Last).TotalSeconds;
            SaleFigures.WriteRush(stage.Report, witness.Purchases, latency, seconds);
            await SellOn.RunAsync(desk, sale, buyers, visitor, options.Settle, cancellationToken);
            await Echo.RunAsync(buyers, shopper, MostEchoes, cancellationToken);
        }

        var end = new SaleEnd(options.Stock, options.Crowd.Limit, buyers, await desk.ListOrdersAsync(sale), await desk.ReadBooksAsync(sale));
        SaleJudge.Judge(end, laws);
        SaleFigures.WriteEnd(stage.Report, end, witness.Purchases);
    }

    // Whoever buys in the first second has had the page open before. Not counted, but neither side meets its first request in the rush.
    private Task LookAsync(BuyerApi api, string sale, IReadOnlyList<Buyer> buyers, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, options.Looks * options.Connections),
            new ParallelOptions { MaxDegreeOfParallelism = options.Connections, CancellationToken = cancellationToken },
            async (i, _) => await api.LookAsync(sale, buyers[i % buyers.Count].Token));

    private TimeSpan Arrivals => options.Rate > 0 ? TimeSpan.FromSeconds(options.Crowd.Buyers / options.Rate) : TimeSpan.Zero;
}
