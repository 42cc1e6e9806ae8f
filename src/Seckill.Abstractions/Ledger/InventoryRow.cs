using Seckill.Ids;

namespace Seckill.Ledger;

/// <summary>A product's inventory.</summary>
/// <param name="Product">The product.</param>
/// <param name="OnHand">Counted units; null when not counted.</param>
/// <param name="Allotted">Units given to sales, less those that settled sales gave back unsold.</param>
public sealed record InventoryRow(ProductId Product, long? OnHand, long Allotted);
