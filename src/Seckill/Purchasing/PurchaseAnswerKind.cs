namespace Seckill.Purchasing;

/// <summary>The kinds of answer to a purchase.</summary>
public enum PurchaseAnswerKind
{
    /// <summary>A durable order exists; look at its status, it may have moved on since an earlier call.</summary>
    Ordered,

    /// <summary>The reservation is recorded, the order not durable yet: the buyer is in line.</summary>
    Queued,

    /// <summary>It had been in line and was refused there; the purchase's reason says why.</summary>
    RefusedInLine,

    /// <summary>Fewer units are left than were asked for.</summary>
    SoldOut,

    /// <summary>The buyer would hold more than the limit.</summary>
    LimitReached,

    /// <summary>An operator holds the gate.</summary>
    Paused,

    /// <summary>The sale has not begun.</summary>
    NotStarted,

    /// <summary>The sale is over.</summary>
    Ended,

    /// <summary>The key was used with another quantity.</summary>
    IdempotencyConflict,

    /// <summary>There is no such sale for shoppers.</summary>
    SaleNotFound,

    /// <summary>The quantity is not 1 or more.</summary>
    InvalidQuantity,

    /// <summary>It is not known whether anything was taken: repeat under the same key.</summary>
    Unavailable,
}
