namespace Seckill.Purchases;

/// <summary>Units were taken from a sale's stock for a buyer, and the ledger has agreed.</summary>
/// <param name="PurchaseId">The purchase, as text.</param>
/// <param name="SaleId">The sale.</param>
/// <param name="Buyer">The buyer.</param>
/// <param name="Quantity">Units.</param>
public sealed record StockDeductEvent(string PurchaseId, string SaleId, string Buyer, int Quantity);
