using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sqlite.Reading;
using Seckill.Sqlite.Sales;

namespace Seckill.Sqlite.Adjustments;

internal sealed class SqliteStockBook(SqliteDatabase database) : IStockBook
{
    private static readonly AdjustmentResult s_notFound = new(LedgerOutcome.NotFound, null, null);

    public ValueTask<AdjustmentResult> OpenAdjustmentAsync(
        SaleId sale, string id, long delta, string reason, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentOutOfRangeException.ThrowIfZero(delta);
        return SaleOrdinal.TryParse(sale, out var ordinal)
            ? database.Writer.RunAsync(
                static (session, given) => session.Ledger.Adjustments.Open(given.ordinal, given.id, given.delta, given.reason),
                (ordinal, id, delta, reason),
                cancellationToken)
            : ValueTask.FromResult(s_notFound);
    }

    public ValueTask<AdjustmentResult> EndAdjustmentAsync(SaleId sale, string id, bool applied, CancellationToken cancellationToken = default) =>
        SaleOrdinal.TryParse(sale, out var ordinal)
            ? database.Writer.RunAsync(
                static (session, given) => session.Ledger.Adjustments.End(given.ordinal, given.id, given.applied),
                (ordinal, id, applied),
                cancellationToken)
            : ValueTask.FromResult(s_notFound);

    public ValueTask<StockAdjustment?> FindOpenAdjustmentAsync(SaleId sale, CancellationToken cancellationToken = default) =>
        SaleOrdinal.TryParse(sale, out var ordinal)
            ? database.Readers.RunAsync(static (session, wanted) => session.Ledger.Adjustments.FindOpen(wanted), ordinal, cancellationToken)
            : ValueTask.FromResult<StockAdjustment?>(null);

    public ValueTask<StockBooks?> ReadAsync(SaleId sale, int mostReturns, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostReturns, 1);
        return SaleOrdinal.TryParse(sale, out var ordinal)
            ? database.Readers.RunAsync(
                static (session, wanted) => session.Ledger.InOneView(() => Read(session.Ledger, wanted.ordinal, wanted.mostReturns)),
                (ordinal, mostReturns),
                cancellationToken)
            : ValueTask.FromResult<StockBooks?>(null);
    }

    public ValueTask<StockSnapshot?> BeginRebuildAsync(SaleId sale, CancellationToken cancellationToken = default) =>
        SaleOrdinal.TryParse(sale, out var ordinal)
            ? database.Writer.RunAsync(static (session, wanted) => session.Ledger.Rebuild.Begin(wanted), ordinal, cancellationToken)
            : ValueTask.FromResult<StockSnapshot?>(null);

    private static StockBooks? Read(LedgerReading ledger, uint ordinal, int mostReturns) => ledger.Sales.Find(ordinal) is { } sale
        ? new StockBooks(sale, ledger.Returns.UnitsOfSale(ordinal), ledger.Returns.ListOfSale(ordinal, mostReturns), ledger.Adjustments.FindOpen(ordinal))
        : null;
}
