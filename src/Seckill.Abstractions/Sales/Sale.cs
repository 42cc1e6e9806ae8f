using Seckill.Ids;

namespace Seckill.Sales;

/// <summary>A sale as the ledger has it: one product, a stock, a time window, a limit, a price, a mode.</summary>
public sealed record Sale
{
    /// <summary>The sale's id.</summary>
    public required SaleId Id { get; init; }

    /// <summary>The sale's number in the directory; part of every purchase id.</summary>
    public required uint Ordinal { get; init; }

    /// <summary>The product.</summary>
    public required ProductId Product { get; init; }

    /// <summary>Title for shoppers.</summary>
    public required string Title { get; init; }

    /// <summary>Price of one unit.</summary>
    public required Money Price { get; init; }

    /// <summary>Units in all, adjustments included.</summary>
    public required long Total { get; init; }

    /// <summary>Units of unpaid orders.</summary>
    public required long PendingUnits { get; init; }

    /// <summary>Units of paid orders.</summary>
    public required long PaidUnits { get; init; }

    /// <summary>Units one buyer may hold at a time.</summary>
    public required int PerBuyerLimit { get; init; }

    /// <summary>First moment of the window.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>End of the window, exclusive.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>How purchases are answered.</summary>
    public required SaleMode Mode { get; init; }

    /// <summary>How long an order may stay unpaid; 1 second or more.</summary>
    public required TimeSpan PaymentWindow { get; init; }

    /// <summary>The stored part of its life.</summary>
    public required SaleStage Stage { get; init; }

    /// <summary>Rises with every change by an operator; the ticket for compare-and-set.</summary>
    public required long Version { get; init; }

    /// <summary>Generation of the stock data, given out by the ledger.</summary>
    public required long Epoch { get; init; }

    /// <summary>Number of the last stock adjustment that <see cref="Total"/> contains.</summary>
    public required long AdjustmentSequence { get; init; }

    /// <summary>Units of live orders.</summary>
    public long Committed => PendingUnits + PaidUnits;

    /// <summary>Where the sale stands at a moment.</summary>
    public SaleStatus StatusAt(DateTimeOffset now) => Stage switch
    {
        SaleStage.Draft => SaleStatus.Draft,
        SaleStage.Closed => SaleStatus.Closed,
        SaleStage.Settled => SaleStatus.Settled,
        _ when now >= EndsAt => SaleStatus.Ended,
        SaleStage.Paused => SaleStatus.Paused,
        _ when now < StartsAt => SaleStatus.Scheduled,
        _ => SaleStatus.Open,
    };
}
