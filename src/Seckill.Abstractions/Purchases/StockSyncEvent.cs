namespace Seckill.Purchases;

/// <summary>A paid order's units were booked against the product's inventory.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="SaleId">The sale.</param>
/// <param name="Quantity">Units.</param>
public sealed record StockSyncEvent(string OrderId, string SaleId, int Quantity);
