using Seckill.Ledger;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Orders.Recent;
using Seckill.Sqlite.Returns;
using Seckill.Sqlite.Sales;

namespace Seckill.Sqlite.Orders;

/// <summary>Writes new rows, live or void.</summary>
internal sealed class OrderRowWriter(StatementSource source, WriterRowLookup lookup, StockReturnRows returns, BuyerUnitCounts buyerUnits)
{
    private readonly Statement _insertOrder = source.Prepare(OrderSql.InsertOrder);
    private readonly Statement _insertVoid = source.Prepare(OrderSql.InsertVoid);

    /// <summary>Writes an unpaid order; null when the buyer would hold more than the limit.</summary>
    public Order? TryInsertOrder(in OrderDraft draft, SaleTerms terms, DateTimeOffset now)
    {
        if (buyerUnits.Of(terms.Ordinal, draft.Buyer) + draft.Quantity > Math.Max(draft.PerBuyerLimit, terms.PerBuyerLimit))
        {
            return null;
        }

        var order = NewOrder(draft, terms, now, OrderStatus.PendingPayment, EndReason.None);
        Bind(_insertOrder, order).Run();
        lookup.Add(new RecentRow(source.LastRow, order.Id, order.Buyer));
        buyerUnits.Add(terms.Ordinal, draft.Buyer, draft.Quantity);
        return order;
    }

    /// <summary>Writes the row that forbids an order, with the stock return that belongs to it.</summary>
    public Order InsertVoid(in OrderDraft draft, SaleTerms terms, DateTimeOffset now, EndReason reason, bool keepLimit)
    {
        var order = NewOrder(draft, terms, now, OrderStatus.Void, reason);
        Bind(_insertVoid, order).Bind((int)reason).Bind(keepLimit ? 1 : 0).Run();
        lookup.Add(new RecentRow(source.LastRow, order.Id, order.Buyer));
        returns.Add(new StockReturn(draft.Id, draft.Quantity, keepLimit));
        if (keepLimit)
        {
            buyerUnits.Add(terms.Ordinal, draft.Buyer, draft.Quantity);
        }

        return order;
    }

    private static Order NewOrder(in OrderDraft draft, SaleTerms terms, DateTimeOffset now, OrderStatus status, EndReason reason) => new()
    {
        Id = draft.Id,
        Sale = SaleOrdinal.ToId(terms.Ordinal),
        Buyer = draft.Buyer,
        Quantity = draft.Quantity,
        UnitPrice = new(draft.UnitPrice, terms.Currency),
        PerBuyerLimit = draft.PerBuyerLimit,
        Status = status,
        Reason = reason,
        CreatedAt = now,
        PayBefore = now + terms.PaymentWindow,
    };

    private static Statement Bind(Statement statement, Order order) =>
        statement.Bind(order.Id).Bind(order.Id.SaleOrdinal).Bind(order.Buyer.Value).Bind(order.Quantity)
            .Bind(order.UnitPrice.Amount).Bind(order.PerBuyerLimit).Bind(order.CreatedAt).Bind(order.PayBefore);
}
