namespace Seckill.Purchasing;

/// <summary>Where a purchase stands.</summary>
public enum PurchaseStatus
{
    /// <summary>In line.</summary>
    Queued,

    /// <summary>Won; waits for payment.</summary>
    PendingPayment,

    /// <summary>Paid.</summary>
    Paid,

    /// <summary>Was an order and ended unpaid.</summary>
    Cancelled,

    /// <summary>Never became an order.</summary>
    Refused,
}
