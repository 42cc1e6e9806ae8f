namespace Seckill.Ledger;

/// <summary>The words that shoppers and programs see for an <see cref="EndReason"/>.</summary>
public static class EndReasonExtensions
{
    /// <summary>The stable code, as in the HTTP API; null for <see cref="EndReason.None"/>.</summary>
    public static string? ToCode(this EndReason reason) => reason switch
    {
        EndReason.SoldOut => "sold-out",
        EndReason.LimitReached => "limit-reached",
        EndReason.CancelledByBuyer => "cancelled-by-buyer",
        EndReason.CancelledByOperator => "cancelled-by-operator",
        EndReason.PaymentTimeout => "payment-timeout",
        EndReason.DeadLettered => "dead-lettered",
        EndReason.OrderFailed => "order-failed",
        _ => null,
    };
}
