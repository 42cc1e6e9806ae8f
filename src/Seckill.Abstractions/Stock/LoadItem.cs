using Seckill.Ids;

namespace Seckill.Stock;

/// <summary>One live order within a page of a load.</summary>
/// <param name="Id">The purchase.</param>
/// <param name="Buyer">Whose it is.</param>
/// <param name="Quantity">Units.</param>
/// <param name="Price">Price of one unit.</param>
/// <param name="PerBuyerLimit">The limit it was taken under.</param>
public readonly record struct LoadItem(PurchaseId Id, BuyerId Buyer, int Quantity, decimal Price, int PerBuyerLimit);
