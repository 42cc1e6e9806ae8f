using Seckill.Ids;
using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Orders.Recent;

/// <summary>Reads the indexes of the file.</summary>
internal sealed class FoldedRows(StatementSource source)
{
    private readonly Statement _find = source.Prepare(RecentRowSql.FindFolded);
    private readonly Statement _ofBuyer = source.Prepare(RecentRowSql.FoldedOfBuyer);

    public long? Find(PurchaseId id) => _find.Bind(id).Number();

    /// <summary>A buyer's rows up to one, newest first.</summary>
    public List<long> RowsOf(BuyerId buyer, long upTo) => _ofBuyer.Bind(buyer.Value).Bind(upTo).All(static row => row.Long(0));
}
