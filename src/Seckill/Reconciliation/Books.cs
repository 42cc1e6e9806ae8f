namespace Seckill.Reconciliation;

/// <summary>The books of a sale: <c>total = available + reserved + pendingPayment + paid + settling</c>.</summary>
public sealed record Books
{
    /// <summary>Units in all, by the ledger.</summary>
    public required long Total { get; init; }

    /// <summary>Units that may be taken, by the stock store; 0 or more.</summary>
    public required long Available { get; init; }

    /// <summary>Units reserved without an order.</summary>
    public required long Reserved { get; init; }

    /// <summary>Units of unpaid orders, by the ledger.</summary>
    public required long PendingPayment { get; init; }

    /// <summary>Units of paid orders, by the ledger.</summary>
    public required long Paid { get; init; }

    /// <summary>Units on their way back from the ledger to the stock store.</summary>
    public required long Settling { get; init; }

    /// <summary>False for a gap that no id in flight explains, or that has stood for more than 10 s.</summary>
    public required bool Balanced { get; init; }

    /// <summary>Generation of the stock data.</summary>
    public required long Epoch { get; init; }

    /// <summary>Each gap with its cause and its ids.</summary>
    public required IReadOnlyList<BooksDifference> Differences { get; init; }
}
