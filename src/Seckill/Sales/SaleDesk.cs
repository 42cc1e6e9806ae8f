using Microsoft.Extensions.Options;
using Seckill.Buckets;
using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Reconciliation;
using Seckill.Recovery;
using Seckill.Stock;
using Seckill.SaleReads;

namespace Seckill.Sales;

internal sealed class SaleDesk(
    ISaleDirectory directory,
    IOrderLedger orders,
    SaleCatalog catalog,
    IStockStore stock,
    BucketLoader loader,
    StockAdjuster adjuster,
    BooksReader books,
    SaleSheets sheets,
    TimeProvider time,
    IOptions<SeckillOptions> options) : ISaleDesk
{
    private const int PageSize = 50;

    public async ValueTask<Sale> CreateAsync(SaleDraft draft, CancellationToken cancellationToken = default)
    {
        SaleRules.Require(SaleRules.Check(draft));
        return await directory.CreateAsync(draft, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<IReadOnlyList<Sale>> ListAsync(CancellationToken cancellationToken = default) => directory.ListAsync(cancellationToken);

    public ValueTask<Sale?> FindAsync(SaleId id, CancellationToken cancellationToken = default) => directory.FindAsync(id, cancellationToken);

    public async ValueTask<SaleResult> PublishAsync(SaleId id, CancellationToken cancellationToken = default)
    {
        var result = await directory.PublishAsync(id, cancellationToken).ConfigureAwait(false);
        if (result is { Outcome: LedgerOutcome.Ok, Sale: not null })
        {
            // The ledger has it: nobody's hanging up may keep the other nodes from hearing of it.
            await sheets.ChangedAsync(result.Sale, CancellationToken.None).ConfigureAwait(false);
            await loader.EnsureLoadedAsync(catalog.Put(result.Sale).Bucket, force: false, cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    public ValueTask<SaleResult> PauseAsync(SaleId id, CancellationToken cancellationToken = default) =>
        MoveAsync(id, [SaleStage.Published], SaleStage.Paused, cancellationToken);

    public ValueTask<SaleResult> ResumeAsync(SaleId id, CancellationToken cancellationToken = default) =>
        MoveAsync(id, [SaleStage.Paused], SaleStage.Published, cancellationToken);

    public ValueTask<SaleResult> CloseAsync(SaleId id, CancellationToken cancellationToken = default) =>
        MoveAsync(id, [SaleStage.Published, SaleStage.Paused], SaleStage.Closed, cancellationToken);

    public async ValueTask<SaleResult> ChangeAsync(SaleId id, long version, SaleChange change, CancellationToken cancellationToken = default)
    {
        if (await directory.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } sale)
        {
            return new SaleResult(LedgerOutcome.NotFound, null);
        }

        SaleRules.Require(SaleRules.Check(change, sale));
        if (sale.StatusAt(time.GetUtcNow()) == SaleStatus.Ended)
        {
            return new SaleResult(LedgerOutcome.InvalidTransition, sale);
        }

        return await PassOnAsync(await directory.ChangeAsync(id, version, change, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<SaleResult> AdjustStockAsync(SaleId id, RequestKey adjustmentId, long delta, string reason, CancellationToken cancellationToken = default)
    {
        if (delta == 0 || Math.Abs(delta) > SaleRules.MaxStock)
        {
            throw new ArgumentException($"delta must be a whole number other than 0, at most {SaleRules.MaxStock} either way.");
        }

        if (string.IsNullOrWhiteSpace(reason) || reason.Length > 500)
        {
            throw new ArgumentException("reason must be 1 to 500 characters.");
        }

        if (await catalog.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } sale)
        {
            var found = await directory.FindAsync(id, cancellationToken).ConfigureAwait(false);
            return new SaleResult(found is null ? LedgerOutcome.NotFound : LedgerOutcome.InvalidTransition, found);
        }

        return await adjuster.AdjustAsync(sale, adjustmentId.Value, delta, reason, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<Books?> ReadBooksAsync(SaleId id, CancellationToken cancellationToken = default) =>
        await directory.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } sale
            ? await books.ReadAsync(sale, cancellationToken).ConfigureAwait(false)
            : null;

    public async ValueTask<OrderPage?> ListOrdersAsync(SaleId id, int page, CancellationToken cancellationToken = default) =>
        await directory.FindAsync(id, cancellationToken).ConfigureAwait(false) is null
            ? null
            : await orders.ListBySaleAsync(id, page, PageSize, cancellationToken).ConfigureAwait(false);

    private async ValueTask<SaleResult> MoveAsync(SaleId id, SaleStage[] from, SaleStage to, CancellationToken cancellationToken)
    {
        if (await directory.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } sale
            && to is SaleStage.Paused or SaleStage.Published
            && sale.StatusAt(time.GetUtcNow()) == SaleStatus.Ended)
        {
            return new SaleResult(LedgerOutcome.InvalidTransition, sale);
        }

        return await PassOnAsync(await directory.MoveAsync(id, from, to, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    // The ledger has the change; the bucket is told now, and again by maintenance if that fails.
    private async ValueTask<SaleResult> PassOnAsync(SaleResult result, CancellationToken cancellationToken)
    {
        if (result is not { Outcome: LedgerOutcome.Ok, Sale: { Stage: not SaleStage.Draft } sale })
        {
            return result;
        }

        var bucket = catalog.Put(sale).Bucket;
        await sheets.ChangedAsync(sale, CancellationToken.None).ConfigureAwait(false);
        var settings = BucketSettingsFactory.Create(sale, options.Value.KeepStockFor, time.GetUtcNow());
        var told = await stock.ConfigureAsync(bucket.Key, bucket.Epoch, settings, cancellationToken).ConfigureAwait(false);
        if (told.Status == BucketStatus.Ok)
        {
            bucket.Gate.Observe(told.View!);
        }
        else
        {
            loader.Request(bucket);
        }

        return result;
    }
}
