using Seckill.Ids;

namespace Seckill.Ledger;

/// <summary>A reservation on its way to become an order.</summary>
/// <param name="Id">The purchase; names the sale by its ordinal.</param>
/// <param name="Buyer">Whose it is.</param>
/// <param name="Quantity">Units, 1 or more.</param>
/// <param name="UnitPrice">Price of one unit, as reserved.</param>
/// <param name="PerBuyerLimit">The limit it was taken under.</param>
public readonly record struct OrderDraft(PurchaseId Id, BuyerId Buyer, int Quantity, decimal UnitPrice, int PerBuyerLimit);
