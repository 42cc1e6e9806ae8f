using Seckill.Ledger;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Sales;

namespace Seckill.Sqlite.Orders;

/// <summary>Writes new rows, live or void.</summary>
internal sealed class OrderRowWriter(StatementSource source)
{
    private readonly Statement _insert = source.Prepare(OrderSql.Insert);

    public Order Insert(in OrderDraft draft, SaleTerms terms, DateTimeOffset now, OrderStatus status, EndReason reason, bool keepLimit = false)
    {
        var payBefore = now + terms.PaymentWindow;
        _insert.Bind(draft.Id).Bind(draft.Id.SaleOrdinal).Bind(draft.Buyer.Value).Bind(draft.Quantity).Bind(draft.UnitPrice)
            .Bind(draft.PerBuyerLimit).Bind((int)status).Bind((int)reason).Bind(keepLimit ? 1 : 0).Bind(now).Bind(payBefore)
            .Run();
        return new Order
        {
            Id = draft.Id,
            Sale = SaleOrdinal.ToId(draft.Id.SaleOrdinal),
            Buyer = draft.Buyer,
            Quantity = draft.Quantity,
            UnitPrice = new(draft.UnitPrice, terms.Currency),
            PerBuyerLimit = draft.PerBuyerLimit,
            Status = status,
            Reason = reason,
            CreatedAt = now,
            PayBefore = payBefore,
        };
    }
}
