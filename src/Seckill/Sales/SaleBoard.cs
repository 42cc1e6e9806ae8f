using Seckill.Ids;

namespace Seckill.Sales;

internal sealed class SaleBoard(SaleCatalog catalog, TimeProvider time) : ISaleBoard
{
    public ValueTask<IReadOnlyList<SaleListing>> ListAsync(CancellationToken cancellationToken = default)
    {
        IReadOnlyList<SaleListing> listings =
        [
            .. catalog.All
                .Where(s => s.Sale.Stage != SaleStage.Settled)
                .Select(ToListing)
                .OrderBy(l => l.Sale.StartsAt)
                .ThenBy(l => l.Sale.Ordinal),
        ];
        return new(listings);
    }

    public async ValueTask<SaleListing?> FindAsync(SaleId id, CancellationToken cancellationToken = default) =>
        await catalog.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } sale ? ToListing(sale) : null;

    private SaleListing ToListing(SaleRuntime runtime)
    {
        var sale = runtime.Sale;
        var gate = runtime.Bucket.Gate;
        var look = gate.Current;
        var now = look is null ? time.GetUtcNow() : gate.Now(look);
        var available = look?.View.Available ?? sale.Total - sale.Committed;
        return new SaleListing(sale, sale.StatusAt(now), Math.Max(0, available), now);
    }
}
