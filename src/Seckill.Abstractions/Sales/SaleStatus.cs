namespace Seckill.Sales;

/// <summary>Where a sale stands now: <c>draft → scheduled → open ⇄ paused → ended → closed → settled</c>.</summary>
public enum SaleStatus
{
    /// <summary>Being written.</summary>
    Draft,

    /// <summary>Published, before its window.</summary>
    Scheduled,

    /// <summary>Within its window.</summary>
    Open,

    /// <summary>Held by an operator.</summary>
    Paused,

    /// <summary>Past its window.</summary>
    Ended,

    /// <summary>Closed by an operator, or ended with nothing left in line.</summary>
    Closed,

    /// <summary>Every order is terminal.</summary>
    Settled,
}
