using Seckill.Ids;

namespace Seckill.Ledger;

/// <summary>The products' inventory rows, from which sales are allotted.</summary>
public interface IInventory
{
    /// <summary>Reads a product's row; null when the product was never counted nor sold.</summary>
    ValueTask<InventoryRow?> FindAsync(ProductId product, CancellationToken cancellationToken = default);

    /// <summary>Sets the counted units of a product; null stops counting, and any stock may be allotted.</summary>
    ValueTask SetOnHandAsync(ProductId product, long? onHand, CancellationToken cancellationToken = default);
}
