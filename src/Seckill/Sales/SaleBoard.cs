using Seckill.Ids;
using Seckill.SaleReads;

namespace Seckill.Sales;

/// <summary>What an operator set comes through the cache, from whichever node; stock comes from the gate's last look and is never cached.</summary>
internal sealed class SaleBoard(SaleCatalog catalog, SaleSheets sheets, SaleConfiguration configuration, TimeProvider time) : ISaleBoard
{
    public ValueTask<IReadOnlyList<SaleListing>> ListAsync(CancellationToken cancellationToken = default)
    {
        // What another node has published a moment ago comes into the catalog within a second, by maintenance; nobody's request asks the ledger for it.
        var sheetsById = configuration.Live.ToDictionary(static s => s.Id, StringComparer.Ordinal);
        IReadOnlyList<SaleListing> listings =
        [
            .. catalog.All
                .Select(s => ToListing(s, sheetsById.GetValueOrDefault(s.Sale.Id.Value)))
                .Where(l => l.Sale.Stage != SaleStage.Settled)
                .OrderBy(l => l.Sale.StartsAt)
                .ThenBy(l => l.Sale.Ordinal),
        ];
        return new(listings);
    }

    public async ValueTask<SaleListing?> FindAsync(SaleId id, CancellationToken cancellationToken = default)
    {
        var sheet = await sheets.FindAsync(id, cancellationToken).ConfigureAwait(false);
        return sheet is null ? FindKnown(id)
            : sheet.Stage == SaleStage.Settled ? new SaleListing(sheet.ToSettled(), SaleStatus.Settled, 0, time.GetUtcNow())
            : await catalog.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } sale ? ToListing(sale, sheet)
            : null;
    }

    public async ValueTask<SaleDocument?> FindDocumentAsync(SaleId id, CancellationToken cancellationToken = default)
    {
        var (sheet, stamp) = await sheets.FindStampedAsync(id, cancellationToken).ConfigureAwait(false);
        return sheet is null
            ? null
            : new SaleDocument(id, ProductId.Parse(sheet.Product), sheet.Title, new Money(sheet.Price, sheet.Currency), sheet.StartsAt, sheet.EndsAt, sheet.Version, stamp);
    }

    // A draft of a moment ago, whose absence the cache remembers for as long as its news are under way.
    private SaleListing? FindKnown(SaleId id) => catalog.TryGet(id, out var sale) ? ToListing(sale, sheet: null) : null;

    private SaleListing ToListing(SaleRuntime runtime, SaleSheet? sheet)
    {
        var sale = sheet?.Over(runtime.Sale) ?? runtime.Sale;
        var gate = runtime.Bucket.Gate;
        var look = gate.Current;
        var now = look is null ? time.GetUtcNow() : gate.Now(look);
        var available = look?.View.Available ?? sale.Total - sale.Committed;
        return new SaleListing(sale, sale.StatusAt(now), Math.Max(0, available), now);
    }
}
