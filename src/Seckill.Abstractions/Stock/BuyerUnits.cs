using Seckill.Ids;

namespace Seckill.Stock;

/// <summary>Units that count against a buyer's limit although no live order holds them.</summary>
/// <param name="Buyer">The buyer.</param>
/// <param name="Units">Units, 1 or more.</param>
public readonly record struct BuyerUnits(BuyerId Buyer, int Units);
