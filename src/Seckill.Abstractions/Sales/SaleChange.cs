namespace Seckill.Sales;

/// <summary>What an operator may change while a sale lives; null leaves a setting as it is.</summary>
public sealed record SaleChange
{
    /// <summary>How purchases are answered.</summary>
    public SaleMode? Mode { get; init; }

    /// <summary>End of the window.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Units one buyer may hold at a time. A lower limit touches nobody who has more already.</summary>
    public int? PerBuyerLimit { get; init; }

    /// <summary>Title for shoppers.</summary>
    public string? Title { get; init; }

    /// <summary>Price of one unit; orders and reservations keep theirs.</summary>
    public decimal? Price { get; init; }
}
