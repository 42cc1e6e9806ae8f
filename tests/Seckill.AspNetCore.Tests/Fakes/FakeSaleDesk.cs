using System.Collections.Concurrent;
using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Reconciliation;
using Seckill.Sales;

namespace Seckill.AspNetCore.Tests.Fakes;

/// <summary>The desk in memory; a test may give the outcome of the next changes, or an exception.</summary>
internal sealed class FakeSaleDesk(FakeSaleBoard board) : ISaleDesk
{
    private int _ordinal = 100;

    public ConcurrentDictionary<SaleId, Sale> Sales => board.Sales;

    public LedgerOutcome Outcome { get; set; } = LedgerOutcome.Ok;

    public Exception? Fault { get; set; }

    public SaleChange? LastChange { get; private set; }

    public List<Order> Orders { get; } = [];

    public ValueTask<Sale> CreateAsync(SaleDraft draft, CancellationToken cancellationToken = default)
    {
        ThrowFault();
        var sale = Samples.Sale("s" + Interlocked.Increment(ref _ordinal), draft.StartsAt, SaleStage.Draft) with
        {
            Product = draft.Product,
            Title = draft.Title,
            Price = draft.Price,
            Total = draft.Stock,
            PerBuyerLimit = draft.PerBuyerLimit,
            StartsAt = draft.StartsAt,
            EndsAt = draft.EndsAt,
            Mode = draft.Mode,
            PaymentWindow = draft.PaymentWindow,
        };
        return new(Sales[sale.Id] = sale);
    }

    public ValueTask<IReadOnlyList<Sale>> ListAsync(CancellationToken cancellationToken = default) => new([.. Sales.Values]);

    public ValueTask<Sale?> FindAsync(SaleId id, CancellationToken cancellationToken = default) => new(Sales.GetValueOrDefault(id));

    public ValueTask<SaleResult> PublishAsync(SaleId id, CancellationToken cancellationToken = default) => Move(id, SaleStage.Draft, SaleStage.Published);

    public ValueTask<SaleResult> PauseAsync(SaleId id, CancellationToken cancellationToken = default) => Move(id, SaleStage.Published, SaleStage.Paused);

    public ValueTask<SaleResult> ResumeAsync(SaleId id, CancellationToken cancellationToken = default) => Move(id, SaleStage.Paused, SaleStage.Published);

    public ValueTask<SaleResult> CloseAsync(SaleId id, CancellationToken cancellationToken = default) => Move(id, SaleStage.Published, SaleStage.Closed);

    public ValueTask<SaleResult> ChangeAsync(SaleId id, long version, SaleChange change, CancellationToken cancellationToken = default)
    {
        ThrowFault();
        LastChange = change;
        return Change(id, sale => sale.Version == version, LedgerOutcome.VersionConflict, sale => sale with
        {
            Title = change.Title ?? sale.Title,
            Mode = change.Mode ?? sale.Mode,
            PerBuyerLimit = change.PerBuyerLimit ?? sale.PerBuyerLimit,
            Version = sale.Version + 1,
        });
    }

    public ValueTask<SaleResult> AdjustStockAsync(SaleId id, RequestKey adjustmentId, long delta, string reason, CancellationToken cancellationToken = default)
    {
        ThrowFault();
        return Change(id, sale => sale.Total + delta >= 0, LedgerOutcome.StockCommitted, sale => sale with { Total = sale.Total + delta });
    }

    public ValueTask<Books?> ReadBooksAsync(SaleId id, CancellationToken cancellationToken = default) =>
        new(Sales.TryGetValue(id, out var sale)
            ? new Books
            {
                Total = sale.Total,
                Available = sale.Total,
                Reserved = 0,
                PendingPayment = 0,
                Paid = 0,
                Settling = 0,
                Balanced = true,
                Epoch = 1,
                Differences = [new BooksDifference(1, "return-in-flight", ["x"])],
            }
            : null);

    public ValueTask<OrderPage?> ListOrdersAsync(SaleId id, int page, CancellationToken cancellationToken = default) =>
        new(Sales.ContainsKey(id) ? new OrderPage([.. Orders.Skip((page - 1) * 50).Take(50)], Orders.Count > page * 50) : null);

    private ValueTask<SaleResult> Move(SaleId id, SaleStage from, SaleStage to)
    {
        ThrowFault();
        return Change(id, sale => sale.Stage == from, LedgerOutcome.InvalidTransition, sale => sale with { Stage = to });
    }

    private ValueTask<SaleResult> Change(SaleId id, Func<Sale, bool> fits, LedgerOutcome otherwise, Func<Sale, Sale> change)
    {
        if (!Sales.TryGetValue(id, out var sale))
        {
            return new(new SaleResult(LedgerOutcome.NotFound, null));
        }

        var outcome = Outcome != LedgerOutcome.Ok ? Outcome : fits(sale) ? LedgerOutcome.Ok : otherwise;
        return new(new SaleResult(outcome, outcome == LedgerOutcome.Ok ? Sales[id] = change(sale) : sale));
    }

    private void ThrowFault()
    {
        if (Fault is not null)
        {
            throw Fault;
        }
    }
}
