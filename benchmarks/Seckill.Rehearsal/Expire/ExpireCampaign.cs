using System.Collections.Concurrent;
using System.Diagnostics;
using Seckill.Rehearsal.Api;
using Seckill.Rehearsal.Crowd;
using Seckill.Rehearsal.Hosting;
using Seckill.Rehearsal.Http;
using Seckill.Rehearsal.Load;

namespace Seckill.Rehearsal.Expire;

/// <summary>Buys at a steady rate and pays nothing; kills the host while all wait, and watches every unit come back at its deadline.</summary>
internal sealed class ExpireCampaign(ExpireOptions options) : ICampaign
{
    private const int TokensAtOnce = 20_000;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentBag<DateTimeOffset> _deadlines = [];

    public string Name => "expire";

    public bool NeedsOwnHost => true;

    public async Task RunAsync(Stage stage, CancellationToken cancellationToken)
    {
        var laws = new ExpireLaws(stage.Report, options.Lag);
        using var desk = new OperatorApi(stage.Address);
        await desk.SignInAsync();
        var sale = await BuyAsync(stage, desk, laws, cancellationToken);
        await RestartAsync(stage, desk, cancellationToken);
        var books = await desk.ReadBooksAsync(sale);
        var isInTime = DateTimeOffset.UtcNow < _deadlines.Min();
        laws.AllWait.Check(isInTime && books.PendingPayment == options.Orders, () => $"the restart was {(isInTime ? "in time" : "over only after the first deadline")}; books: {books}");

        var ends = new LagTrack([.. _deadlines.Order()]);
        var returns = new LagTrack([.. _deadlines.Order()]);
        await using (new Progress(stage.Output, () => $"{ends.Ended}/{options.Orders} ended, {returns.Ended} units back"))
        {
            books = await WatchAsync(desk, sale, ends, returns, laws, cancellationToken);
        }

        laws.AllExpire.Check(books.PendingPayment == 0, () => $"books: {books}");
        laws.AllRestocked.Check(books.Balanced && books.AtRest && books.Available == options.Orders && books.Total == options.Orders, () => $"books: {books}");
        laws.Lag.Check(ends.Milliseconds(99) <= options.Lag.TotalMilliseconds, () => FormattableString.Invariant($"p99 {ends.Milliseconds(99):F0} ms"));
        ends.WriteTo(stage.Report, "lag until ended");
        returns.WriteTo(stage.Report, "lag until sold again");
        stage.Report.Note($"books: {books}");
    }

    private async Task<string> BuyAsync(Stage stage, OperatorApi desk, ExpireLaws laws, CancellationToken cancellationToken)
    {
        using var pool = new HttpPool(stage.Address.EndPoint, options.Connections, TimeSpan.FromSeconds(30));
        var tokens = new List<byte[]>();
        while (tokens.Count < options.Orders)
        {
            tokens.AddRange(await desk.MakeBuyersAsync(stage.NewPrefix("expire"), Math.Min(TokensAtOnce, options.Orders - tokens.Count)));
        }

        var sale = await desk.OpenSaleAsync(new SaleDraft { Stock = options.Orders, Mode = options.Mode, PaymentWindow = options.Window });
        var api = new BuyerApi(pool, stage.Address);
        var answers = new AnswerTally();
        await using (new Progress(stage.Output, () => $"{answers.Answers}/{options.Orders} bought"))
        {
            await OpenLoop.RunAsync(options.Orders, options.Orders / options.Spread.TotalSeconds, OneAsync, cancellationToken);
        }

        return sale;

        // A ticket's order has its deadline from the moment that it is durable.
        async Task OneAsync(int number, long intended)
        {
            var reply = await api.PurchaseAsync(sale, tokens[number], "expire", 1);
            answers.Add(reply.Kind);
            laws.AllTaken.Check(reply.IsTaken, () => $"purchase {number}: {reply}");
            for (var id = reply.ReservationId; reply.Kind == AnswerKind.Queued || reply.State == "queued";)
            {
                await Task.Delay(Look, cancellationToken);
                reply = await api.FindAsync(tokens[number], id!);
            }

            _deadlines.Add(reply.PayBefore ?? DateTimeOffset.UtcNow + options.Window);
        }
    }

    private static async Task RestartAsync(Stage stage, OperatorApi desk, CancellationToken cancellationToken)
    {
        var host = stage.Control ?? throw new InvalidOperationException("A host of one's own is needed.");
        await host.KillAsync();
        var start = Stopwatch.GetTimestamp();
        await host.StartAsync(cancellationToken);
        stage.Report.Measure("start to ready", Stopwatch.GetElapsedTime(start).TotalSeconds, "s");
        await desk.SignInAsync();
    }

    private async Task<BooksView> WatchAsync(OperatorApi desk, string sale, LagTrack ends, LagTrack returns, ExpireLaws laws, CancellationToken cancellationToken)
    {
        var patience = _deadlines.Max() + options.Settle;
        while (true)
        {
            var books = await desk.ReadBooksAsync(sale);
            var now = DateTimeOffset.UtcNow;
            var ended = options.Orders - books.PendingPayment;
            laws.NoneEarly.Check(ended <= ends.DueAt(now), () => $"{ended} had ended when {ends.DueAt(now)} were due; books: {books}");
            ends.Saw(ended, now);
            returns.Saw(books.Available, now);
            if ((books.Available == options.Orders && books.AtRest && books.PendingPayment == 0) || now > patience)
            {
                return books;
            }

            await Task.Delay(Look, cancellationToken);
        }
    }
}
