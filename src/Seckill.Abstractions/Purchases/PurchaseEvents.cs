using Seckill.Events;

namespace Seckill.Purchases;

/// <summary>The events of a purchase, by their names on the wire. Subscribe to them on the host's <see cref="IEventBus"/>.</summary>
public static class PurchaseEvents
{
    /// <summary>Units were taken.</summary>
    public static EventType<StockDeductEvent> StockDeduct { get; } = new(nameof(StockDeductEvent), PurchaseEventJson.Default.StockDeductEvent);

    /// <summary>An order is durable.</summary>
    public static EventType<OrderCreateEvent> OrderCreate { get; } = new(nameof(OrderCreateEvent), PurchaseEventJson.Default.OrderCreateEvent);

    /// <summary>A buyer was asked to pay.</summary>
    public static EventType<PaymentNotifyEvent> PaymentNotify { get; } = new(nameof(PaymentNotifyEvent), PurchaseEventJson.Default.PaymentNotifyEvent);

    /// <summary>Paid units were booked.</summary>
    public static EventType<StockSyncEvent> StockSync { get; } = new(nameof(StockSyncEvent), PurchaseEventJson.Default.StockSyncEvent);

    /// <summary>Money must go back.</summary>
    public static EventType<RefundDueEvent> RefundDue { get; } = new(nameof(RefundDueEvent), PurchaseEventJson.Default.RefundDueEvent);
}
