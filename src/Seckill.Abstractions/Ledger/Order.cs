using Seckill.Ids;

namespace Seckill.Ledger;

/// <summary>A durable row of the ledger: an order, or the void row that forbids one.</summary>
public sealed record Order
{
    /// <summary>The purchase.</summary>
    public required PurchaseId Id { get; init; }

    /// <summary>The sale.</summary>
    public required SaleId Sale { get; init; }

    /// <summary>Whose it is.</summary>
    public required BuyerId Buyer { get; init; }

    /// <summary>Units.</summary>
    public required int Quantity { get; init; }

    /// <summary>Price of one unit.</summary>
    public required Money UnitPrice { get; init; }

    /// <summary>The limit it was taken under.</summary>
    public required int PerBuyerLimit { get; init; }

    /// <summary>Where it is in its life.</summary>
    public required OrderStatus Status { get; init; }

    /// <summary>Why it ended unpaid.</summary>
    public required EndReason Reason { get; init; }

    /// <summary>When the row was written.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when it may be paid.</summary>
    public required DateTimeOffset PayBefore { get; init; }

    /// <summary>When it was paid.</summary>
    public DateTimeOffset? PaidAt { get; init; }

    /// <summary>True once its units are booked against the product's inventory; only a paid order's are.</summary>
    public bool IsSynced { get; init; }

    /// <summary>What the buyer pays.</summary>
    public Money Amount => UnitPrice.Times(Quantity);
}
