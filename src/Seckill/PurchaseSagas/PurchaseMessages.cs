using Seckill.Events;
using Seckill.Ledger;
using Seckill.Purchases;

namespace Seckill.PurchaseSagas;

/// <summary>Puts a purchase's events into messages with stable ids.</summary>
internal static class PurchaseMessages
{
    public static void AddOrdered(List<EventMessage> messages, Order order)
    {
        var id = order.Id.ToString();
        messages.Add(Message(PurchaseEvents.StockDeduct, new StockDeductEvent(id, order.Sale.Value, order.Buyer.Value, order.Quantity), id, order.CreatedAt));
        messages.Add(Message(
            PurchaseEvents.OrderCreate,
            new OrderCreateEvent(id, order.Sale.Value, order.Buyer.Value, order.Quantity, order.Amount.Amount, order.Amount.Currency, order.PayBefore),
            id,
            order.CreatedAt));
        messages.Add(Message(PurchaseEvents.PaymentNotify, new PaymentNotifyEvent(id, order.Buyer.Value, order.PayBefore), id, order.CreatedAt));
    }

    public static void AddSynced(List<EventMessage> messages, Order order, DateTimeOffset now) =>
        messages.Add(Message(PurchaseEvents.StockSync, new StockSyncEvent(order.Id.ToString(), order.Sale.Value, order.Quantity), order.Id.ToString(), now));

    // The transaction alone would do for one gateway; two may count alike.
    public static EventMessage Refund(Refund refund)
    {
        var payment = refund.Payment;
        return Message(
            PurchaseEvents.RefundDue,
            new RefundDueEvent(payment.Order.ToString(), payment.Provider, payment.TransactionId, payment.Amount.Amount, payment.Amount.Currency),
            payment.Order.ToString(),
            refund.At,
            $"{payment.Provider}/{payment.TransactionId}");
    }

    private static EventMessage Message<T>(EventType<T> type, T value, string purchase, DateTimeOffset at, string? part = null)
        where T : class => new()
        {
            Id = part is null ? $"{purchase}/{type.Name}" : $"{purchase}/{type.Name}/{part}",
            Type = type.Name,
            Payload = type.Write(value),
            OccurredAt = at,
            Subject = purchase,
        };
}
