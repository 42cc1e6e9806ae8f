using System.Collections.Concurrent;
using Seckill.Rehearsal.Api;
using Seckill.Rehearsal.Crowd;

namespace Seckill.Rehearsal.PayRace;

/// <summary>Buys and races until every unit is paid, everybody has bought, or time is up.</summary>
internal sealed class RaceTrack(BuyerApi api, PayRaceLaws laws, PayRaceOptions options, string sale, IReadOnlyList<byte[]> tokens, int seed)
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly ConcurrentBag<Race> _done = [];
    private int _next = -1;
    private int _paid;

    public IReadOnlyCollection<Race> Done => _done;

    public AnswerTally Purchases { get; } = new();

    public int Paid => Volatile.Read(ref _paid);

    public Task RunAsync(CancellationToken patience) => Task.WhenAll(Enumerable.Range(0, options.InFlight).Select(_ => DriveAsync(patience)));

    private async Task DriveAsync(CancellationToken patience)
    {
        try
        {
            for (var buyer = Interlocked.Increment(ref _next); buyer < tokens.Count; buyer = Interlocked.Increment(ref _next))
            {
                if (await BuyAsync(buyer, patience) is not { } order)
                {
                    return;
                }

                await RaceAsync(buyer, order, new Random(unchecked((seed * 397) ^ buyer)), patience);
            }
        }
        catch (OperationCanceledException)
        {
            // Time is up; the judge sees what is unpaid.
        }
    }

    /// <summary>The order; null when all are paid.</summary>
    private async Task<Reply?> BuyAsync(int buyer, CancellationToken patience)
    {
        var wait = ShortestWait;
        while (Paid < options.Stock)
        {
            var reply = await api.PurchaseAsync(sale, tokens[buyer], "race", 1);
            Purchases.Add(reply.Kind);
            if (reply.Kind == AnswerKind.Ordered)
            {
                return reply;
            }

            laws.ExpectedAnswer.Check(reply.IsUnknown || reply.Kind is AnswerKind.SoldOut or AnswerKind.Queued, () => $"purchase of buyer {buyer}: {reply}");
            await Task.Delay(wait, patience);
            wait = reply.Kind == AnswerKind.SoldOut && wait * 2 < LongestWait ? wait * 2 : wait;
        }

        return null;
    }

    private async Task RaceAsync(int buyer, Reply bought, Random dice, CancellationToken patience)
    {
        var kind = (RaceKind)dice.Next(4);
        var offset = options.Spread * ((2 * dice.NextDouble()) - 1);
        if (_done.Count < options.Races)
        {
            var due = bought.PayBefore!.Value + offset - DateTimeOffset.UtcNow;
            await Task.Delay(due > TimeSpan.Zero ? due : TimeSpan.Zero, patience);
        }
        else
        {
            kind = RaceKind.Notice;
        }

        var race = new Race(api, laws, kind, tokens[buyer], bought.OrderId!, bought.Amount ?? 0);
        await race.RunAsync();
        _done.Add(race);
        if (race.Outcome == "paid")
        {
            Interlocked.Increment(ref _paid);
        }
    }
}
