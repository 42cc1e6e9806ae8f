namespace Seckill.Ledger;

/// <summary>The life of an order: <c>PendingPayment → Paid</c> or <c>→ Cancelled</c>; <c>Void</c> forbids a late order.</summary>
public enum OrderStatus
{
    /// <summary>Waits for payment.</summary>
    PendingPayment = 1,

    /// <summary>Paid; terminal.</summary>
    Paid = 2,

    /// <summary>Ended unpaid; terminal.</summary>
    Cancelled = 3,

    /// <summary>Never became an order; terminal.</summary>
    Void = 9,
}
