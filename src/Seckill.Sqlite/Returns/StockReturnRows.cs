using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Returns;

/// <summary>Writes and forgets stock returns.</summary>
internal sealed class StockReturnRows(StatementSource source)
{
    private readonly Statement _add = source.Prepare(StockReturnSql.Add);
    private readonly Statement _remove = source.Prepare(StockReturnSql.Remove);

    public void Add(in StockReturn item) =>
        _add.Bind(item.Id).Bind(item.Id.SaleOrdinal).Bind(item.Quantity).Bind(item.KeepLimit ? 1 : 0).Run();

    /// <summary>Forgets the returns, and tells how many there were.</summary>
    public int Remove(IReadOnlyList<PurchaseId> ids) => ids.Sum(id => _remove.Bind(id).Run());
}
