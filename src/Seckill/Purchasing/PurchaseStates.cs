using Seckill.Ledger;
using Seckill.Stock;

namespace Seckill.Purchasing;

/// <summary>Turns rows and reservations into what a buyer sees.</summary>
internal static class PurchaseStates
{
    /// <summary>The code of a ticket whose reservation was lost with the stock store and never reached the ledger.</summary>
    public const string Lost = "lost";

    public static PurchaseState FromOrder(Order order) => new()
    {
        Id = order.Id,
        Sale = order.Sale,
        Buyer = order.Buyer,
        Quantity = order.Quantity,
        Status = order.Status switch
        {
            OrderStatus.PendingPayment => PurchaseStatus.PendingPayment,
            OrderStatus.Paid => PurchaseStatus.Paid,
            OrderStatus.Cancelled => PurchaseStatus.Cancelled,
            _ => PurchaseStatus.Refused,
        },
        Amount = order.Status == OrderStatus.Void ? null : order.Amount,
        PayBefore = order.Status == OrderStatus.Void ? null : order.PayBefore,
        Reason = order.Reason.ToCode(),
    };

    public static PurchaseState Queued(Ids.SaleId sale, Reservation reservation, long? position, TimeSpan? estimatedWait) => new()
    {
        Id = reservation.Id,
        Sale = sale,
        Buyer = reservation.Buyer,
        Quantity = reservation.Quantity,
        Status = PurchaseStatus.Queued,
        Position = position,
        EstimatedWait = estimatedWait,
    };

    public static PurchaseAnswer ToAnswer(PurchaseState state) => new(
        state.HasOrder ? PurchaseAnswerKind.Ordered : PurchaseAnswerKind.RefusedInLine, state);
}
