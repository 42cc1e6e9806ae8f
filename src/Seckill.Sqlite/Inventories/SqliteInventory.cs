using Seckill.Ids;
using Seckill.Ledger;

namespace Seckill.Sqlite.Inventories;

internal sealed class SqliteInventory(SqliteDatabase database) : IInventory
{
    public ValueTask<InventoryRow?> FindAsync(ProductId product, CancellationToken cancellationToken = default) =>
        database.Readers.RunAsync(static (session, wanted) => session.Ledger.Inventory.Find(wanted), product, cancellationToken);

    public async ValueTask SetOnHandAsync(ProductId product, long? onHand, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onHand ?? 0, nameof(onHand));
        await database.Writer.RunAsync(
            static (session, given) => session.Ledger.Inventory.SetOnHand(given.product, given.onHand),
            (product, onHand),
            cancellationToken).ConfigureAwait(false);
    }
}
