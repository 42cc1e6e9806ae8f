using Seckill.Ids;

namespace Seckill.Stock;

/// <summary>Says that the ledger holds a live order. The whole order is given, so that a store that lost the reservation can take it up again.</summary>
/// <param name="Id">The purchase.</param>
/// <param name="Buyer">Whose it is.</param>
/// <param name="Quantity">Units.</param>
/// <param name="Price">Price of one unit.</param>
/// <param name="PerBuyerLimit">The limit it was taken under.</param>
public readonly record struct ConfirmRequest(PurchaseId Id, BuyerId Buyer, int Quantity, decimal Price, int PerBuyerLimit);
