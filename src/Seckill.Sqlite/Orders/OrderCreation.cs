using Seckill.Ledger;
using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Orders;

/// <summary>Turns drafts into orders as far as there is room, and into void rows beyond.</summary>
internal sealed class OrderCreation(StatementSource source, LedgerClock clock, OrderRows orders, UnitCounts units, OrderRowWriter rows)
{
    private readonly SaleTermsReader _terms = new(source);

    public IReadOnlyList<CreateResult> Create(IReadOnlyList<OrderDraft> drafts)
    {
        var now = clock.Now;
        var results = new CreateResult[drafts.Count];
        for (var first = 0; first < results.Length;)
        {
            first = CreateRun(drafts, first, now, results);
        }

        return results;
    }

    // Drafts of one sale mostly come together. The sale's row is read before such a run and written after it, since a write
    // for each draft would cost as much as the order. Nothing else writes in between: this is the transaction's only thread.
    private int CreateRun(IReadOnlyList<OrderDraft> drafts, int first, DateTimeOffset now, CreateResult[] results)
    {
        var ordinal = drafts[first].Id.SaleOrdinal;
        var terms = _terms.Find(ordinal);
        var room = terms?.Room ?? 0;
        var next = first;
        for (; next < drafts.Count && drafts[next].Id.SaleOrdinal == ordinal; next++)
        {
            results[next] = Create(drafts[next], terms, now, ref room);
        }

        var taken = (terms?.Room ?? 0) - room;
        return taken == 0 || units.TryTake(ordinal, taken)
            ? next
            : throw new InvalidOperationException($"Sale {ordinal} has no room for {taken} units that its row had promised.");
    }

    private CreateResult Create(in OrderDraft draft, SaleTerms? terms, DateTimeOffset now, ref long room)
    {
        if (terms is null)
        {
            return default;
        }

        if (orders.Find(draft.Id) is { } known)
        {
            return new CreateResult(known, Created: false);
        }

        var hasRoom = draft.Quantity <= room;
        if (hasRoom && rows.TryInsertOrder(draft, terms, now) is { } order)
        {
            room -= draft.Quantity;
            return new CreateResult(order, Created: true);
        }

        var reason = hasRoom ? EndReason.LimitReached : EndReason.SoldOut;
        return new CreateResult(rows.InsertVoid(draft, terms, now, reason, keepLimit: false), Created: true);
    }
}
