using Seckill.Ids;

namespace Seckill.Purchasing;

/// <summary>One purchase as its buyer sees it.</summary>
public sealed record PurchaseState
{
    /// <summary>The purchase; also the order's id.</summary>
    public required PurchaseId Id { get; init; }

    /// <summary>The sale.</summary>
    public required SaleId Sale { get; init; }

    /// <summary>Whose it is.</summary>
    public required BuyerId Buyer { get; init; }

    /// <summary>Units.</summary>
    public required int Quantity { get; init; }

    /// <summary>Where it stands.</summary>
    public required PurchaseStatus Status { get; init; }

    /// <summary>What the buyer pays; null while there is no order.</summary>
    public Money? Amount { get; init; }

    /// <summary>Until when it may be paid; null while there is no order.</summary>
    public DateTimeOffset? PayBefore { get; init; }

    /// <summary>The stable code of why it ended unpaid; null otherwise.</summary>
    public string? Reason { get; init; }

    /// <summary>Place in line from 1; null unless queued, and while the stock is being loaded.</summary>
    public long? Position { get; init; }

    /// <summary>Estimated wait in line; null when there is no <see cref="Position"/>.</summary>
    public TimeSpan? EstimatedWait { get; init; }

    /// <summary>True once an order exists or existed.</summary>
    public bool HasOrder => Status is PurchaseStatus.PendingPayment or PurchaseStatus.Paid or PurchaseStatus.Cancelled;
}
