namespace Seckill.Sales;

/// <summary>How purchases of a sale are answered.</summary>
public enum SaleMode
{
    /// <summary>The answer waits for the durable order.</summary>
    Atomic = 1,

    /// <summary>The answer is a ticket; the order follows.</summary>
    Queued = 2,

    /// <summary>Switches between the two by load.</summary>
    Adaptive = 3,
}
