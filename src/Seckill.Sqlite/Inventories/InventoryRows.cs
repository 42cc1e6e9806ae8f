using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Inventories;

/// <summary>Reads and changes inventory rows.</summary>
internal sealed class InventoryRows(StatementSource source)
{
    private readonly Statement _find = source.Prepare(InventorySql.Find);
    private readonly Statement _setOnHand = source.Prepare(InventorySql.SetOnHand);
    private readonly Statement _allot = source.Prepare(InventorySql.Allot);
    private readonly Statement _giveBack = source.Prepare(InventorySql.GiveBack);
    private readonly Statement _sell = source.Prepare(InventorySql.Sell);

    public InventoryRow? Find(ProductId product) =>
        _find.Bind(product.Value).First(row => new InventoryRow(product, row.IsNull(0) ? null : row.Long(0), row.Long(1)));

    public int SetOnHand(ProductId product, long? onHand) => _setOnHand.Bind(product.Value).Bind(onHand).Run();

    /// <summary>Gives units to a sale; false when the product is counted and has fewer free units.</summary>
    public bool TryAllot(ProductId product, long units) => _allot.Bind(product.Value).Bind(units).Run() == 1;

    /// <summary>Takes sold units out of the inventory.</summary>
    public void Sell(ProductId product, long units) => _sell.Bind(product.Value).Bind(units).Run();

    public void GiveBack(ProductId product, long units) => _giveBack.Bind(product.Value).Bind(units).Run();
}
