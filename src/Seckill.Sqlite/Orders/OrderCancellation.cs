using Seckill.Ledger;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Returns;

namespace Seckill.Sqlite.Orders;

/// <summary>Ends unpaid orders, and writes void rows where no order exists yet.</summary>
internal sealed class OrderCancellation(
    StatementSource source,
    LedgerClock clock,
    OrderRows orders,
    UnitCounts units,
    BuyerUnitCounts buyerUnits,
    OrderRowWriter rows,
    StockReturnRows returns)
{
    private readonly Statement _cancel = source.Prepare(OrderSql.Cancel);
    private readonly SaleTermsReader _terms = new(source);

    public IReadOnlyList<CancelResult> Cancel(IReadOnlyList<CancelRequest> requests)
    {
        var now = clock.Now;
        var results = new CancelResult[requests.Count];
        for (var i = 0; i < results.Length; i++)
        {
            var request = requests[i];
            results[i] = orders.FindRow(request.Draft.Id) is not { } found ? Forbid(request, now)
                : request.OnlyIfAbsent ? new CancelResult(found.Order, Changed: false)
                : CancelOrder(request, found.Row, found.Order);
        }

        return results;
    }

    private CancelResult CancelOrder(in CancelRequest request, long row, Order order)
    {
        var changed = _cancel.Bind(row).Bind((int)request.Reason).Bind(request.KeepLimit ? 1 : 0)
            .Bind(request.OnlyIfOverdueAt?.ToUnixTimeMilliseconds()).Run() == 1;
        if (!changed)
        {
            return new CancelResult(order, Changed: false);
        }

        units.GiveBack(order.Id.SaleOrdinal, order.Quantity);
        if (!request.KeepLimit)
        {
            buyerUnits.Add(order.Id.SaleOrdinal, order.Buyer, -order.Quantity);
        }

        returns.Add(new StockReturn(order.Id, order.Quantity, request.KeepLimit));
        return new CancelResult(order with { Status = OrderStatus.Cancelled, Reason = request.Reason }, Changed: true);
    }

    private CancelResult Forbid(in CancelRequest request, DateTimeOffset now)
    {
        var draft = request.Draft;
        if (_terms.Find(draft.Id.SaleOrdinal) is not { } terms)
        {
            return default;
        }

        return new CancelResult(rows.InsertVoid(draft, terms, now, request.Reason, request.KeepLimit), Changed: true);
    }
}
