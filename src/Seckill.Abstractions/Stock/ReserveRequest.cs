using Seckill.Ids;

namespace Seckill.Stock;

/// <summary>One buyer's wish within a batch.</summary>
/// <param name="Id">The purchase id; the same wish always carries the same one.</param>
/// <param name="Buyer">The buyer.</param>
/// <param name="Quantity">Units, 1 or more.</param>
public readonly record struct ReserveRequest(PurchaseId Id, BuyerId Buyer, int Quantity);
