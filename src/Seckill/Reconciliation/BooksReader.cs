using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sales;
using Seckill.Stock;

namespace Seckill.Reconciliation;

/// <summary>
/// Reads the books from both sides. Store and ledger cannot be read at one instant, so a reading counts only when neither has moved
/// meanwhile; what is on its way between them is named by id.
/// </summary>
internal sealed class BooksReader(IOrderLedger orders, IStockBook book, IStockStore stock, SaleCatalog catalog, BooksAges ages)
{
    private const int Attempts = 20;
    private const int MaxIds = 100;
    private const int PageSize = 256;
    private const int MostEmptyPages = 64;

    public async ValueTask<Books> ReadAsync(Sale sale, CancellationToken cancellationToken)
    {
        if (sale.Stage is SaleStage.Draft or SaleStage.Settled)
        {
            return Over(sale);
        }

        var bucket = new BucketKey(sale.Id, 0);
        BooksReading? steady = null;
        BooksReading? last = null;
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var view = await stock.ReadAsync(bucket, cancellationToken).ConfigureAwait(false);
            var ledger = await book.ReadAsync(sale.Id, MaxIds, cancellationToken).ConfigureAwait(false);
            sale = ledger?.Sale ?? sale;
            if (sale.Stage == SaleStage.Settled)
            {
                return Over(sale);
            }

            if (ledger is null || view is null or { State: BucketState.Loading } || view.Epoch != sale.Epoch)
            {
                return WithoutStore(sale, balanced: false, [new BooksDifference(sale.Total - sale.Committed, "stock-not-loaded", [])]);
            }

            var untold = catalog.TryGet(sale.Id, out var runtime) ? runtime.Bucket.Unresolved.Take(MaxIds) : [];
            (last, var isSteady) = await CompleteAsync(bucket, new BooksReading(view, ledger, [], untold), attempt == Attempts, cancellationToken).ConfigureAwait(false);

            // An order may have come and another one gone without a trace in the counts; not twice with the same difference.
            if (last.Unexplained == 0 || (isSteady && steady?.Unexplained == last.Unexplained))
            {
                return ToBooks(last, isSteady);
            }

            steady = isSteady ? last : steady;
        }

        return ToBooks(last!, isSteady: false);
    }

    private async Task<(BooksReading Reading, bool IsSteady)> CompleteAsync(BucketKey bucket, BooksReading reading, bool isLast, CancellationToken cancellationToken)
    {
        var isSteady = BooksReading.IsSame(reading.View, await stock.ReadAsync(bucket, cancellationToken).ConfigureAwait(false));
        if (reading.Gap >= 0 || (!isSteady && !isLast))
        {
            return (reading, isSteady);
        }

        var whole = await WithDoubledAsync(bucket, reading, cancellationToken).ConfigureAwait(false);
        var after = await book.ReadAsync(reading.Sale.Id, MaxIds, cancellationToken).ConfigureAwait(false);
        var view = await stock.ReadAsync(bucket, cancellationToken).ConfigureAwait(false);
        return (whole, isSteady && BooksReading.IsSame(reading.Ledger, after) && BooksReading.IsSame(reading.View, view));
    }

    // They stand near the head of the line, and a long line is read only as far as it takes to explain the gap.
    private async Task<BooksReading> WithDoubledAsync(BucketKey bucket, BooksReading reading, CancellationToken cancellationToken)
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

    private Books ToBooks(BooksReading reading, bool isSteady)
    {
        var differences = reading.InFlight().ToList();
        if (reading.Unexplained != 0)
        {
            // Both sides moved at every attempt, so the rest is theirs until it stays.
            differences.Add(new BooksDifference(reading.Unexplained, isSteady ? "unexplained" : "in-flight", []));
        }

        var isOld = ages.HasOutlived(reading.Sale.Id, differences, isSteady);
        return new Books
        {
            Total = reading.Sale.Total,
            Available = Math.Max(0, reading.View.Available),
            Reserved = reading.Reserved,
            PendingPayment = reading.Sale.PendingUnits,
            Paid = reading.Sale.PaidUnits,
            Settling = reading.Returning,
            Balanced = !isOld && (reading.Unexplained == 0 || !isSteady),
            Epoch = reading.View.Epoch,
            Differences = differences,
        };
    }

    private Books Over(Sale sale)
    {
        ages.Forget(sale.Id);
        return WithoutStore(sale, balanced: true, []);
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
}
