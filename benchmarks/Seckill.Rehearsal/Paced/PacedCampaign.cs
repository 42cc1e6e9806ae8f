using System.Globalization;
using Seckill.Rehearsal.Api;
using Seckill.Rehearsal.Crowd;
using Seckill.Rehearsal.Hosting;
using Seckill.Rehearsal.Http;
using Seckill.Rehearsal.Load;

namespace Seckill.Rehearsal.Paced;

/// <summary>Purchases that all take a unit, at a steady rate: how long they take, measured from the moment they were due.</summary>
internal sealed class PacedCampaign(PacedOptions options) : ICampaign
{
    private static readonly TimeSpan RestPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RestPause = TimeSpan.FromMilliseconds(200);

    public string Name => "paced";

    public bool NeedsOwnHost => false;

    private int WarmUps => options.Rate * options.WarmUp;

    private int Purchases => WarmUps + (options.Rate * options.Seconds);

    public async Task RunAsync(Stage stage, CancellationToken cancellationToken)
    {
        var laws = new PacedLaws(stage.Report, options.P99);
        using var desk = new OperatorApi(stage.Address);
        using var pool = new HttpPool(stage.Address.EndPoint, options.Connections, TimeSpan.FromSeconds(30));
        await desk.SignInAsync();
        var tokens = await desk.MakeBuyersAsync(stage.NewPrefix("paced"), options.Buyers);
        var perBuyer = (Purchases / options.Buyers) + 1;
        var sale = await desk.OpenSaleAsync(new SaleDraft { Stock = Purchases, PerBuyerLimit = perBuyer, Mode = options.Mode });
        await pool.OpenAsync(cancellationToken);

        // What was prepared lives to the end: it is moved out of the collector's way now, and not in the measured time.
        GC.Collect();

        var api = new BuyerApi(pool, stage.Address);
        var latency = new LatencyRecorder();
        var answers = new AnswerTally();
        await using (new Progress(stage.Output, () => $"{answers.Answers}/{Purchases}  p99 {latency.Milliseconds(99):F1} ms"))
        {
            await OpenLoop.RunAsync(Purchases, options.Rate, BuyAsync, cancellationToken);
        }

        var taken = answers[AnswerKind.Ordered] + answers[AnswerKind.Queued];
        var books = await RestAsync(desk, sale, cancellationToken);
        laws.Books.Check(
            books.Balanced && books.AtRest && books.Missing == 0 && books.PendingPayment == taken && books.Total == Purchases,
            () => $"{taken} purchases taken; books: {books}");
        laws.Latency.Check(latency.Count > 0 && latency.Milliseconds(99) <= options.P99, () => $"p99 {latency.Milliseconds(99):F1} ms of {latency.Count} purchases");
        latency.WriteTo(stage.Report, "latency from the intended time");
        foreach (var (kind, count) in answers.Seen())
        {
            stage.Report.Measure($"answers {kind}", count);
        }

        stage.Report.Note($"books: {books}");

        async Task BuyAsync(int number, long intended)
        {
            var reply = await api.PurchaseAsync(sale, tokens[number % tokens.Length], number.ToString("x8", CultureInfo.InvariantCulture), 1);
            if (number >= WarmUps)
            {
                latency.RecordSince(intended);
            }

            answers.Add(reply.Kind);
            laws.AllTaken.Check(reply.IsTaken, () => $"purchase {number}: {reply}");
        }
    }

    private static async Task<BooksView> RestAsync(OperatorApi desk, string sale, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(RestPatience);
        var books = await desk.ReadBooksAsync(sale);
        while (!books.AtRest && !patience.IsCancellationRequested)
        {
            await Task.Delay(RestPause, cancellationToken);
            books = await desk.ReadBooksAsync(sale);
        }

        return books;
    }
}
