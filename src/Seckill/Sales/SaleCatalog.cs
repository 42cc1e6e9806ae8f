using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using Seckill.Buckets;
using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Stock;

namespace Seckill.Sales;

/// <summary>The sales that this node serves, read from the ledger once and kept up by maintenance and by the desk.</summary>
internal sealed class SaleCatalog(ISaleDirectory directory, TimeProvider time, IOptions<SeckillOptions> options)
{
    private readonly ConcurrentDictionary<SaleId, SaleRuntime> _byId = new();
    private readonly ConcurrentDictionary<uint, SaleRuntime> _byOrdinal = new();

    public ICollection<SaleRuntime> All => _byId.Values;

    public bool TryGet(SaleId id, [NotNullWhen(true)] out SaleRuntime? sale) => _byId.TryGetValue(id, out sale);

    public bool TryGet(uint ordinal, [NotNullWhen(true)] out SaleRuntime? sale) => _byOrdinal.TryGetValue(ordinal, out sale);

    /// <summary>Finds a published sale, asking the ledger for one that this node has not met; null for drafts and strangers.</summary>
    public async ValueTask<SaleRuntime?> FindAsync(SaleId id, CancellationToken cancellationToken)
    {
        if (TryGet(id, out var known))
        {
            return known;
        }

        var sale = await directory.FindAsync(id, cancellationToken).ConfigureAwait(false);
        return sale is null or { Stage: SaleStage.Draft } ? null : Put(sale);
    }

    /// <summary>Finds a published sale by its ordinal.</summary>
    public async ValueTask<SaleRuntime?> FindAsync(uint ordinal, CancellationToken cancellationToken)
    {
        if (TryGet(ordinal, out var known))
        {
            return known;
        }

        var sale = await directory.FindAsync(ordinal, cancellationToken).ConfigureAwait(false);
        return sale is null or { Stage: SaleStage.Draft } ? null : Put(sale);
    }

    /// <summary>Takes a reading of a published sale. A settled one is given for this once and not kept: nothing is left to do for it.</summary>
    public SaleRuntime Put(Sale sale)
    {
        if (sale.Stage == SaleStage.Settled)
        {
            return Forget(sale);
        }

        var runtime = _byId.GetOrAdd(sale.Id, _ => Create(sale));
        _byOrdinal.TryAdd(sale.Ordinal, runtime);
        runtime.Update(sale);
        return runtime;
    }

    private SaleRuntime Forget(Sale sale)
    {
        _byOrdinal.TryRemove(sale.Ordinal, out _);
        if (!_byId.TryRemove(sale.Id, out var runtime))
        {
            return Create(sale);
        }

        runtime.Update(sale);
        return runtime;
    }

    private SaleRuntime Create(Sale sale) =>
        new(sale, new BucketRuntime(new BucketKey(sale.Id, 0), sale.Ordinal, sale.Stage == SaleStage.Settled ? 0 : sale.Total, time, options.Value));
}
