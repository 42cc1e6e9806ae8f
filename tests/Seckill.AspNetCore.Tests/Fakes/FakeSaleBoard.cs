using System.Collections.Concurrent;
using Seckill.Caching;
using Seckill.Ids;
using Seckill.Sales;

namespace Seckill.AspNetCore.Tests.Fakes;

/// <summary>The board in memory.</summary>
internal sealed class FakeSaleBoard(TimeProvider time) : ISaleBoard
{
    public ConcurrentDictionary<SaleId, Sale> Sales { get; } = new();

    public ConcurrentDictionary<SaleId, long> Available { get; } = new();

    public Exception? Fault { get; set; }

    public ValueTask<IReadOnlyList<SaleListing>> ListAsync(CancellationToken cancellationToken = default) =>
        new([.. Sales.Values.Where(IsShown).Select(Listing)]);

    public ValueTask<SaleListing?> FindAsync(SaleId id, CancellationToken cancellationToken = default) =>
        Fault is not null ? throw Fault : new(Sales.TryGetValue(id, out var sale) && IsShown(sale) ? Listing(sale) : null);

    public ValueTask<SaleDocument?> FindDocumentAsync(SaleId id, CancellationToken cancellationToken = default) => new(
        Sales.TryGetValue(id, out var sale) && IsShown(sale)
            ? new SaleDocument(id, sale.Product, sale.Title, sale.Price, sale.StartsAt, sale.EndsAt, sale.Version, new CacheStamp(sale.Version + 100, TimeSpan.Zero))
            : null);

    private static bool IsShown(Sale sale) => sale.Stage != SaleStage.Draft;

    private SaleListing Listing(Sale sale)
    {
        var now = time.GetUtcNow();
        return new SaleListing(sale, sale.StatusAt(now), Available.GetValueOrDefault(sale.Id, sale.Total), now);
    }
}
