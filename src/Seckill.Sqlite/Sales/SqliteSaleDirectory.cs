using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sales;

namespace Seckill.Sqlite.Sales;

internal sealed class SqliteSaleDirectory(SqliteDatabase database) : ISaleDirectory
{
    private static readonly SaleResult s_notFound = new(LedgerOutcome.NotFound, null);

    public ValueTask<Sale> CreateAsync(SaleDraft draft, CancellationToken cancellationToken = default) =>
        database.Writer.RunAsync(static (session, given) => session.Ledger.Sales.Create(given), draft, cancellationToken);

    public ValueTask<Sale?> FindAsync(SaleId id, CancellationToken cancellationToken = default) =>
        SaleOrdinal.TryParse(id, out var ordinal) ? FindAsync(ordinal, cancellationToken) : ValueTask.FromResult<Sale?>(null);

    public ValueTask<Sale?> FindAsync(uint ordinal, CancellationToken cancellationToken = default) =>
        database.Readers.RunAsync(static (session, wanted) => session.Ledger.Sales.Find(wanted), ordinal, cancellationToken);

    public ValueTask<IReadOnlyList<Sale>> ListAsync(CancellationToken cancellationToken = default) =>
        database.Readers.RunAsync(static (session, _) => session.Ledger.Sales.List(), 0, cancellationToken);

    public ValueTask<IReadOnlyList<Sale>> ListLiveAsync(CancellationToken cancellationToken = default) =>
        database.Readers.RunAsync(static (session, _) => session.Ledger.Sales.ListLive(), 0, cancellationToken);

    public ValueTask<SaleResult> PublishAsync(SaleId id, CancellationToken cancellationToken = default) =>
        SaleOrdinal.TryParse(id, out var ordinal)
            ? database.Writer.RunAsync(static (session, wanted) => session.Ledger.Movement.Publish(wanted), ordinal, cancellationToken)
            : ValueTask.FromResult(s_notFound);

    public ValueTask<SaleResult> MoveAsync(SaleId id, IReadOnlyList<SaleStage> from, SaleStage to, CancellationToken cancellationToken = default) =>
        SaleOrdinal.TryParse(id, out var ordinal)
            ? database.Writer.RunAsync(
                static (session, wanted) => session.Ledger.Movement.Move(wanted.ordinal, wanted.from, wanted.to),
                (ordinal, from: from.ToArray(), to),
                cancellationToken)
            : ValueTask.FromResult(s_notFound);

    public ValueTask<SaleResult> ChangeAsync(SaleId id, long version, SaleChange change, CancellationToken cancellationToken = default) =>
        SaleOrdinal.TryParse(id, out var ordinal)
            ? database.Writer.RunAsync(
                static (session, wanted) => session.Ledger.Sales.Change(wanted.ordinal, wanted.version, wanted.change),
                (ordinal, version, change),
                cancellationToken)
            : ValueTask.FromResult(s_notFound);

    public ValueTask<bool> IsQuietAsync(SaleId id, CancellationToken cancellationToken = default) =>
        SaleOrdinal.TryParse(id, out var ordinal)
            ? database.Readers.RunAsync(static (session, wanted) => session.Ledger.Sales.IsQuiet(wanted), ordinal, cancellationToken)
            : ValueTask.FromResult(true);
}
