namespace Seckill.Stock;

/// <summary>What the gate of a bucket does, apart from the sale's time window.</summary>
public enum BucketState
{
    /// <summary>The stock is being loaded; nothing is taken and nothing is given back.</summary>
    Loading = 0,

    /// <summary>Purchases are taken while the time window is open.</summary>
    Open = 1,

    /// <summary>An operator holds the gate; what was reserved goes on.</summary>
    Paused = 2,

    /// <summary>The sale is over for good; what was reserved goes on.</summary>
    Closed = 3,
}
