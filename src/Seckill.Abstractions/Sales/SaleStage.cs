namespace Seckill.Sales;

/// <summary>The part of a sale's life that is stored. What the clock adds (scheduled, open, ended) is derived: <see cref="SaleStatus"/>.</summary>
public enum SaleStage
{
    /// <summary>Being written; nobody sees it.</summary>
    Draft = 1,

    /// <summary>Published: the time window decides.</summary>
    Published = 2,

    /// <summary>Published, the gate held by an operator.</summary>
    Paused = 3,

    /// <summary>Over; its orders may still be open.</summary>
    Closed = 4,

    /// <summary>Every order is terminal and the stock keys are gone.</summary>
    Settled = 5,
}
