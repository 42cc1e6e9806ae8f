using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sales;
using Seckill.Stock;

namespace Seckill.Reconciliation;

/// <summary>Both sides of a sale's books, and what is known to be on its way between them.</summary>
/// <param name="View">The store's side.</param>
/// <param name="Ledger">The ledger's side.</param>
/// <param name="Doubled">Reservations in line whose row is already in the ledger; they would be counted on both sides.</param>
/// <param name="Untold">Rows that the store could not be told of.</param>
internal sealed record BooksReading(BucketView View, StockBooks Ledger, IReadOnlyList<Order> Doubled, IReadOnlyList<Order> Untold)
{
    private const int MaxIds = 100;

    public Sale Sale => Ledger.Sale;

    /// <summary>Units that the ledger has let go and the store may still count as reserved or confirmed.</summary>
    public long Returning => Ledger.ReturningUnits;

    /// <summary>Units in line that the ledger has not decided on.</summary>
    public long Reserved => View.Reserved - Units(Doubled);

    /// <summary>Units that stand nowhere (positive) or twice (negative) while all returns still count.</summary>
    public long Gap => Sale.Total - View.Available - Reserved - Sale.Committed - Returning;

    /// <summary>
    /// What is left of the gap when everything on its way has explained as much as its own units can: a return that the store has taken already
    /// stands twice until the ledger forgets it, a row that the store was not told of takes nothing from it, an open adjustment is made on one side.
    /// </summary>
    public long Unexplained
    {
        get
        {
            var most = Math.Abs(Ledger.OpenAdjustment?.Delta ?? 0);
            var least = -Returning - Units(Untold.ExceptBy(Doubled.Select(o => o.Id), o => o.Id));
            return Gap - Math.Clamp(Gap, least, most);
        }
    }

    /// <summary>What is on its way, cause by cause, with its ids.</summary>
    public IEnumerable<BooksDifference> InFlight()
    {
        if (Doubled.Count > 0)
        {
            yield return new BooksDifference(-Units(Doubled), "order-not-confirmed", Ids(Doubled.Select(o => o.Id)));
        }

        if (Returning > 0)
        {
            yield return new BooksDifference(Returning, "return-in-flight", Ids(Ledger.OldestReturns.Select(r => r.Id)));
        }

        if (Untold.Count > 0)
        {
            yield return new BooksDifference(-Units(Untold), "order-not-told", Ids(Untold.Select(o => o.Id)));
        }

        if (Ledger.OpenAdjustment is { } adjustment)
        {
            yield return new BooksDifference(adjustment.Delta, "adjustment-open", [adjustment.Id]);
        }
    }

    /// <summary>True when neither side has moved between two looks.</summary>
    public static bool IsSame(BucketView one, BucketView? other) => other is not null && one.Epoch == other.Epoch && one.Revision == other.Revision;

    /// <summary>True when the ledger's counts stand as they did.</summary>
    public static bool IsSame(StockBooks one, StockBooks? other) =>
        other is not null
        && one.Sale == other.Sale
        && one.ReturningUnits == other.ReturningUnits
        && one.OpenAdjustment == other.OpenAdjustment
        && one.OldestReturns.SequenceEqual(other.OldestReturns);

    private static long Units(IEnumerable<Order> orders) => orders.Sum(o => (long)o.Quantity);

    private static IReadOnlyList<string> Ids(IEnumerable<PurchaseId> ids) => [.. ids.Take(MaxIds).Select(id => id.ToString())];
}
