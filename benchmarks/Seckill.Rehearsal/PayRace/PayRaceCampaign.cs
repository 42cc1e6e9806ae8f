using System.Diagnostics;
using Seckill.Rehearsal.Api;
using Seckill.Rehearsal.Crowd;
using Seckill.Rehearsal.Hosting;
using Seckill.Rehearsal.Http;
using Seckill.Rehearsal.Load;

namespace Seckill.Rehearsal.PayRace;

/// <summary>Pays orders around their deadlines, many at once, and sells what was not paid in time to others until all is paid.</summary>
internal sealed class PayRaceCampaign(PayRaceOptions options) : ICampaign
{
    private const int MostBuyers = 100_000;

    private static readonly TimeSpan RestPatience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RestPause = TimeSpan.FromMilliseconds(200);

    public string Name => "payrace";

    public bool NeedsOwnHost => false;

    public async Task RunAsync(Stage stage, CancellationToken cancellationToken)
    {
        var laws = new PayRaceLaws(stage.Report);
        using var desk = new OperatorApi(stage.Address);
        using var pool = new HttpPool(stage.Address.EndPoint, options.Connections, TimeSpan.FromSeconds(30));
        await desk.SignInAsync();
        var tokens = await desk.MakeBuyersAsync(stage.NewPrefix("pay"), Math.Min(MostBuyers, (options.Races * 4) + options.InFlight));
        var sale = await desk.OpenSaleAsync(new SaleDraft { Stock = options.Stock, Mode = options.Mode, PaymentWindow = options.Window });
        var track = new RaceTrack(new BuyerApi(pool, stage.Address), laws, options, sale, tokens, stage.Report.Seed);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.Most);
        var books = new BooksWatch(stage.Address, sale, options.Stock, laws.NoOversell);
        var watch = Stopwatch.StartNew();
        await using (new Progress(stage.Output, () => $"{track.Done.Count} races, {track.Paid}/{options.Stock} paid"))
        await using (books.Start())
        {
            await track.RunAsync(patience.Token);
        }

        cancellationToken.ThrowIfCancellationRequested();
        await JudgeAsync(desk, sale, track, laws, cancellationToken);
        stage.Report.Measure("races", track.Done.Count);
        stage.Report.Measure("paid", track.Paid);
        stage.Report.Measure("refunded", track.Done.Count(race => race.Outcome == "refund"));
        stage.Report.Measure("time", watch.Elapsed.TotalSeconds, "s");
        foreach (var (kind, count) in track.Purchases.Seen())
        {
            stage.Report.Measure($"answers {kind}", count);
        }
    }

    private async Task JudgeAsync(OperatorApi desk, string sale, RaceTrack track, PayRaceLaws laws, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(RestPatience);
        var books = await desk.ReadBooksAsync(sale);
        while (!(books.AtRest && books.PendingPayment == 0) && !patience.IsCancellationRequested)
        {
            await Task.Delay(RestPause, cancellationToken);
            books = await desk.ReadBooksAsync(sale);
        }

        var orders = await desk.ListOrdersAsync(sale);
        foreach (var race in track.Done)
        {
            var due = race.Outcome == "paid" ? "paid" : "cancelled";
            laws.PaymentKept.Check(
                orders.TryGetValue(race.Order, out var order) && order.Status == due,
                () => $"payment of {race.Order} was told {race.Outcome}, the list has {order?.Status ?? "nothing"}");
        }

        var live = orders.Values.Where(order => order.IsLive).Sum(order => order.Quantity);
        laws.NoOversell.Check(live <= options.Stock && books.Committed <= options.Stock, () => $"{live} units in live orders, {options.Stock} in the sale; books: {books}");
        laws.SoldAgain.Check(track.Paid == options.Stock, () => $"{track.Paid} of {options.Stock} units were paid; books: {books}");
        laws.Books.Check(
            books.Balanced && books.AtRest && books.Missing == 0 && books.Total == options.Stock && books.Committed == live,
            () => $"{live} units in live orders by the list; books: {books}");
    }
}
