using Seckill.Ids;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Inventories;
using Seckill.Sqlite.Sales;

namespace Seckill.Sqlite.Orders;

/// <summary>Books paid orders against the inventory: one write for a sale, however many of its orders come together.</summary>
internal sealed class OrderSync(StatementSource source, OrderRows orders, SaleRows sales, InventoryRows inventory)
{
    private readonly Statement _sync = source.Prepare(OrderSql.Sync);

    public int Sync(IReadOnlyList<PurchaseId> ids)
    {
        var sold = new Dictionary<uint, long>();
        foreach (var id in ids)
        {
            if (orders.FindRow(id) is var (row, order) && _sync.Bind(row).Run() == 1)
            {
                sold[id.SaleOrdinal] = sold.GetValueOrDefault(id.SaleOrdinal) + order.Quantity;
            }
        }

        foreach (var (ordinal, units) in sold)
        {
            inventory.Sell(sales.Find(ordinal)!.Product, units);
        }

        return sold.Count;
    }
}
