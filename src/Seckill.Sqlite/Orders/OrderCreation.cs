using Seckill.Ledger;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Returns;

namespace Seckill.Sqlite.Orders;

/// <summary>Turns drafts into orders as far as there is room, and into void rows beyond.</summary>
internal sealed class OrderCreation(
    StatementSource source,
    LedgerClock clock,
    OrderRows orders,
    UnitCounts units,
    OrderRowWriter rows,
    StockReturnRows returns)
{
    private readonly SaleTermsReader _terms = new(source);

    public IReadOnlyList<CreateResult> Create(IReadOnlyList<OrderDraft> drafts)
    {
        _terms.Forget();
        var now = clock.Now;
        var results = new CreateResult[drafts.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = Create(drafts[i], now);
        }

        return results;
    }

    private CreateResult Create(in OrderDraft draft, DateTimeOffset now)
    {
        if (orders.Find(draft.Id) is { } known)
        {
            return new CreateResult(known, Created: false);
        }

        if (_terms.Find(draft.Id.SaleOrdinal) is not { } terms)
        {
            return default;
        }

        var reason = TakeUnits(draft, terms);
        if (reason is EndReason.None)
        {
            return new CreateResult(rows.Insert(draft, terms, now, OrderStatus.PendingPayment, reason), Created: true);
        }

        returns.Add(new StockReturn(draft.Id, draft.Quantity, KeepLimit: false));
        return new CreateResult(rows.Insert(draft, terms, now, OrderStatus.Void, reason), Created: true);
    }

    private EndReason TakeUnits(in OrderDraft draft, SaleTerms terms)
    {
        var ordinal = draft.Id.SaleOrdinal;
        if (!units.TryTake(ordinal, draft.Quantity))
        {
            return EndReason.SoldOut;
        }

        if (units.TryHold(ordinal, draft.Buyer, draft.Quantity, Math.Max(draft.PerBuyerLimit, terms.PerBuyerLimit)))
        {
            return EndReason.None;
        }

        units.GiveBack(ordinal, draft.Quantity);
        return EndReason.LimitReached;
    }
}
