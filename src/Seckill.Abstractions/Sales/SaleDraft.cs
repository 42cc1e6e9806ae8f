using Seckill.Ids;

namespace Seckill.Sales;

/// <summary>What an operator gives to create a sale.</summary>
public sealed record SaleDraft
{
    /// <summary>The product.</summary>
    public required ProductId Product { get; init; }

    /// <summary>Title for shoppers, 1 to 200 characters.</summary>
    public required string Title { get; init; }

    /// <summary>Price of one unit.</summary>
    public required Money Price { get; init; }

    /// <summary>Units, 1 to 100 million.</summary>
    public required long Stock { get; init; }

    /// <summary>Units one buyer may hold at a time, 1 or more.</summary>
    public required int PerBuyerLimit { get; init; }

    /// <summary>First moment of the window.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>End of the window, after its start.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>How purchases are answered.</summary>
    public SaleMode Mode { get; init; } = SaleMode.Atomic;

    /// <summary>How long an order may stay unpaid. Default: 15 minutes; 1 second or more.</summary>
    public TimeSpan PaymentWindow { get; init; } = TimeSpan.FromMinutes(15);
}
