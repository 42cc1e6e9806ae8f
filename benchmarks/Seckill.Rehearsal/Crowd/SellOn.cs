using System.Diagnostics;
using Seckill.Rehearsal.Api;

namespace Seckill.Rehearsal.Crowd;

/// <summary>Sells the units that came back to buyers who went away empty-handed, until the sale is at rest.</summary>
internal static class SellOn
{
    private const int SmallestRound = 8;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Ends when nothing is in flight and nothing is left or nobody wants it, at the latest after the time given.</summary>
    public static async Task RunAsync(OperatorApi desk, string sale, IReadOnlyList<Buyer> buyers, Visitor visitor, TimeSpan most, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(most * 2);
        var next = 0;
        while (Stopwatch.GetElapsedTime(began) < most)
        {
            var books = await desk.ReadBooksAsync(sale);
            var wanting = Wanting(buyers);
            if (books.AtRest && (books.Available == 0 || wanting.Count == 0))
            {
                return;
            }

            var tries = (int)Math.Min(wanting.Count, books.Available == 0 ? 0 : Math.Max(SmallestRound, books.Available * 2));
            await Task.WhenAll(Enumerable.Range(0, tries).Select(i => visitor.TryAgainAsync(wanting[(next + i) % wanting.Count], patience.Token)));
            next += tries;
            await Task.Delay(Pause, cancellationToken);
        }
    }

    private static List<Buyer> Wanting(IReadOnlyList<Buyer> buyers) => [.. buyers.Where(buyer => buyer.IsStanding && buyer.IsEmptyHanded)];
}
