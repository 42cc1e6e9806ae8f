using System.Collections.Concurrent;
using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sales;
using Seckill.Stock;

namespace Seckill.Reconciliation;

/// <summary>
/// Reads the books from both sides. Store and ledger cannot be read at one instant, so a reading counts only when neither has moved
/// meanwhile; what is on its way between them is named by id.
/// </summary>
internal sealed class BooksReader(
    ISaleDirectory directory,
    IOrderLedger orders,
    IStockBook book,
    IStockStore stock,
    SaleCatalog catalog,
    TimeProvider time)
{
    private const int Attempts = 20;
    private const int MaxIds = 100;
    private const int PageSize = 256;
    private const int MostEmptyPages = 64;
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<SaleId, (long Since, long Seen)> _gaps = new();

    public async ValueTask<Books> ReadAsync(Sale sale, CancellationToken cancellationToken)
    {
        if (sale.Stage is SaleStage.Draft or SaleStage.Settled)
        {
            return WithoutStore(sale, balanced: true, []);
        }

        var bucket = new BucketKey(sale.Id, 0);
        Reading? last = null;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var before = await stock.ReadAsync(bucket, cancellationToken).ConfigureAwait(false);
            sale = await directory.FindAsync(sale.Id, cancellationToken).ConfigureAwait(false) ?? sale;
            if (before is null or { State: BucketState.Loading } || before.Epoch != sale.Epoch)
            {
                return WithoutStore(sale, balanced: false, [new BooksDifference(sale.Total - sale.Committed, "stock-not-loaded", [])]);
            }

            var returns = await orders.ListReturnsAsync(sale.Id, int.MaxValue, cancellationToken).ConfigureAwait(false);
            var adjustment = await book.FindOpenAdjustmentAsync(sale.Id, cancellationToken).ConfigureAwait(false);
            var untold = catalog.TryGet(sale.Id, out var runtime) ? runtime.Bucket.Unresolved.Take(MaxIds) : [];
            last = await WithDoubledAsync(bucket, new Reading(sale, before, returns, [], untold, adjustment), cancellationToken).ConfigureAwait(false);
            var after = await stock.ReadAsync(bucket, cancellationToken).ConfigureAwait(false);
            if (last.Gap == 0 || (after is not null && after.Epoch == before.Epoch && after.Revision == before.Revision && attempt >= 2))
            {
                break;
            }
        }

        return ToBooks(last!);
    }

    // Reservations in line whose order is already in the ledger would be counted on both sides. They stand near the head of the line,
    // and a long line is read only as far as it takes to explain the gap.
    private async Task<Reading> WithDoubledAsync(BucketKey bucket, Reading reading, CancellationToken cancellationToken)
    {
        var doubled = new List<Order>();
        var page = new LinePage(0, [], 0, IsEnd: reading.View.Reserved == 0);
        for (var empty = 0; !page.IsEnd && empty < MostEmptyPages && (reading with { Doubled = doubled }).Gap < 0;)
        {
            page = await stock.ReadLineAsync(bucket, page.Last, PageSize, cancellationToken).ConfigureAwait(false);
            var rows = await orders.FindAsync([.. page.Unresolved.Select(r => r.Id)], cancellationToken).ConfigureAwait(false);
            var found = rows.OfType<Order>().ToArray();
            doubled.AddRange(found);
            empty = found.Length == 0 ? empty + 1 : 0;
        }

        return reading with { Doubled = doubled };
    }

    private Books ToBooks(Reading reading)
    {
        var differences = new List<BooksDifference>();
        if (reading.Doubled.Count > 0)
        {
            differences.Add(new BooksDifference(-reading.Doubled.Sum(o => (long)o.Quantity), "order-not-confirmed", Ids(reading.Doubled.Select(o => o.Id))));
        }

        if (reading.Returns.Count > 0)
        {
            differences.Add(new BooksDifference(reading.Returning, "return-in-flight", Ids(reading.Returns.Select(r => r.Id))));
        }

        if (reading.Untold.Count > 0)
        {
            differences.Add(new BooksDifference(-reading.Untold.Sum(o => (long)o.Quantity), "order-not-told", Ids(reading.Untold.Select(o => o.Id))));
        }

        if (reading.Adjustment is { } adjustment)
        {
            differences.Add(new BooksDifference(adjustment.Delta, "adjustment-open", [adjustment.Id]));
        }

        var balanced = true;
        if (reading.Gap == 0)
        {
            _gaps.TryRemove(reading.Sale.Id, out _);
        }
        else
        {
            balanced = differences.Count > 0 && StandsFor(reading.Sale.Id) < s_grace;
            differences.Add(new BooksDifference(reading.Gap, differences.Count > 0 ? "in-flight" : "unexplained", []));
        }

        return new Books
        {
            Total = reading.Sale.Total,
            Available = Math.Max(0, reading.View.Available),
            Reserved = reading.Reserved,
            PendingPayment = reading.Sale.PendingUnits,
            Paid = reading.Sale.PaidUnits,
            Settling = reading.Returning,
            Balanced = balanced,
            Epoch = reading.View.Epoch,
            Differences = differences,
        };
    }

    // A gap that nobody has looked at for a while is a new one when it is seen again.
    private TimeSpan StandsFor(SaleId sale)
    {
        var now = time.GetTimestamp();
        var (since, _) = _gaps.AddOrUpdate(
            sale,
            (now, now),
            (_, known) => time.GetElapsedTime(known.Seen, now) > s_grace ? (now, now) : (known.Since, now));
        return time.GetElapsedTime(since, now);
    }

    private static Books WithoutStore(Sale sale, bool balanced, IReadOnlyList<BooksDifference> differences) => new()
    {
        Total = sale.Total,
        Available = balanced ? sale.Total - sale.Committed : 0,
        Reserved = 0,
        PendingPayment = sale.PendingUnits,
        Paid = sale.PaidUnits,
        Settling = 0,
        Balanced = balanced,
        Epoch = sale.Epoch,
        Differences = differences,
    };

    private static IReadOnlyList<string> Ids(IEnumerable<PurchaseId> ids) => [.. ids.Take(MaxIds).Select(id => id.ToString())];

    private sealed record Reading(Sale Sale, BucketView View, IReadOnlyList<StockReturn> Returns, List<Order> Doubled, IReadOnlyList<Order> Untold, StockAdjustment? Adjustment)
    {
        /// <summary>Units that the ledger has let go and the store still counts as reserved or confirmed.</summary>
        public long Returning => Returns.Sum(r => (long)r.Quantity);

        /// <summary>Units in line that the ledger has not decided on.</summary>
        public long Reserved => View.Reserved - Doubled.Sum(o => (long)o.Quantity);

        public long Gap => Sale.Total - View.Available - Reserved - Sale.Committed - Returning;
    }
}
