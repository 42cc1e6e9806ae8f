namespace Seckill.Ledger;

/// <summary>Why a purchase ended without payment.</summary>
public enum EndReason
{
    /// <summary>It has not.</summary>
    None = 0,

    /// <summary>The ledger had no unit left.</summary>
    SoldOut = 1,

    /// <summary>The buyer would have held more than the limit.</summary>
    LimitReached = 2,

    /// <summary>The buyer gave up.</summary>
    CancelledByBuyer = 3,

    /// <summary>An operator ended it.</summary>
    CancelledByOperator = 4,

    /// <summary>Payment did not come in time.</summary>
    PaymentTimeout = 5,

    /// <summary>Its message could not be handled and was set aside.</summary>
    DeadLettered = 6,

    /// <summary>Its order could not be created, however often it was tried.</summary>
    OrderFailed = 7,
}
