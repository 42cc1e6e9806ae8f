using Seckill.Ledger;

namespace Seckill.AspNetCore.Operators;

/// <summary>An order as operators see it.</summary>
internal sealed record OrderView(
    string OrderId,
    string Buyer,
    int Quantity,
    string Status,
    string? Reason,
    decimal Amount,
    string Currency,
    DateTimeOffset CreatedAt,
    DateTimeOffset PayBefore,
    DateTimeOffset? PaidAt)
{
    public static OrderView Of(Order order) => new(
        order.Id.ToString(),
        order.Buyer.Value,
        order.Quantity,
        Word(order.Status),
        order.Reason.ToCode(),
        order.Amount.Amount,
        order.Amount.Currency,
        order.CreatedAt,
        order.PayBefore,
        order.PaidAt);

    private static string Word(OrderStatus status) => status switch
    {
        OrderStatus.PendingPayment => "pendingPayment",
        OrderStatus.Paid => "paid",
        OrderStatus.Cancelled => "cancelled",
        _ => "void",
    };
}
