using Seckill.Ids;
using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Orders;

/// <summary>The two counts that guard stock: a sale's committed units, and the units that count against a buyer's limit.</summary>
internal sealed class UnitCounts(StatementSource source)
{
    private readonly Statement _take = source.Prepare(OrderSql.Take);
    private readonly Statement _giveBack = source.Prepare(OrderSql.GiveBack);
    private readonly Statement _movePendingToPaid = source.Prepare(OrderSql.MovePendingToPaid);
    private readonly Statement _hold = source.Prepare(OrderSql.Hold);
    private readonly Statement _holdAnyway = source.Prepare(OrderSql.HoldAnyway);
    private readonly Statement _letGo = source.Prepare(OrderSql.LetGo);

    /// <summary>Commits units of a sale; false when it has too few left.</summary>
    public bool TryTake(uint ordinal, int units) => _take.Bind(ordinal).Bind(units).Run() == 1;

    public void GiveBack(uint ordinal, int units) => _giveBack.Bind(ordinal).Bind(units).Run();

    public void MovePendingToPaid(uint ordinal, int units) => _movePendingToPaid.Bind(ordinal).Bind(units).Run();

    /// <summary>Counts units against a buyer's limit; false when that would be more than the limit.</summary>
    public bool TryHold(uint ordinal, BuyerId buyer, int units, int limit) =>
        _hold.Bind(ordinal).Bind(buyer.Value).Bind(units).Bind(limit).Run() == 1;

    /// <summary>Counts units against a buyer's limit, whatever it is.</summary>
    public void HoldAnyway(uint ordinal, BuyerId buyer, int units) => _holdAnyway.Bind(ordinal).Bind(buyer.Value).Bind(units).Run();

    public void LetGo(uint ordinal, BuyerId buyer, int units) => _letGo.Bind(ordinal).Bind(buyer.Value).Bind(units).Run();
}
