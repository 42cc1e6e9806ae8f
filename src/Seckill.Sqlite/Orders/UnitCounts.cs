using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Orders;

/// <summary>A sale's committed units.</summary>
internal sealed class UnitCounts(StatementSource source)
{
    private readonly Statement _take = source.Prepare(OrderSql.Take);
    private readonly Statement _giveBack = source.Prepare(OrderSql.GiveBack);
    private readonly Statement _movePendingToPaid = source.Prepare(OrderSql.MovePendingToPaid);

    /// <summary>Commits units of a sale; false when it has too few left.</summary>
    public bool TryTake(uint ordinal, long units) => _take.Bind(ordinal).Bind(units).Run() == 1;

    public void GiveBack(uint ordinal, long units) => _giveBack.Bind(ordinal).Bind(units).Run();

    public void MovePendingToPaid(uint ordinal, long units) => _movePendingToPaid.Bind(ordinal).Bind(units).Run();
}
