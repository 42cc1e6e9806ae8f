using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Returns;

/// <summary>Reads stock returns, oldest first.</summary>
internal sealed class StockReturnLists(StatementSource source)
{
    private readonly Statement _list = source.Prepare(StockReturnSql.List);
    private readonly Statement _listOfSale = source.Prepare(StockReturnSql.ListOfSale);
    private readonly Statement _unitsOfSale = source.Prepare(StockReturnSql.UnitsOfSale);

    public IReadOnlyList<StockReturn> List(int take) => _list.Bind(take).All(Read);

    public IReadOnlyList<StockReturn> ListOfSale(uint ordinal, int take) => _listOfSale.Bind(ordinal).Bind(take).All(Read);

    public long UnitsOfSale(uint ordinal) => _unitsOfSale.Bind(ordinal).Number() ?? 0;

    private static StockReturn Read(Statement row) => new(PurchaseId.FromBytes(row.Bytes(0)), row.Int(1), row.Int(2) != 0);
}
