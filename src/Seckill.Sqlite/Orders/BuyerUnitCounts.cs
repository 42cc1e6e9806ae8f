using Seckill.Ids;
using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Orders;

/// <summary>
/// Units that count against buyers' limits, kept in the writer's memory beside the rows that they are the sums of: a buyer of many orders
/// costs no more than one of none. Whenever memory may differ from the file, it is forgotten and read again.
/// </summary>
internal sealed class BuyerUnitCounts(StatementSource source, int most)
{
    private readonly Statement _counting = source.Prepare(OrderSql.CountingUnits);
    private readonly Statement _dataVersion = source.Prepare(OrderSql.DataVersion);
    private readonly Dictionary<(uint Sale, BuyerId Buyer), long> _known = [];
    private long? _version;

    /// <summary>Call within a new transaction: what another process wrote before it is not in memory.</summary>
    public void Begin()
    {
        var version = _dataVersion.Number();
        if (version != _version || _known.Count > most)
        {
            _known.Clear();
            _version = version;
        }
    }

    /// <summary>Forgets what an undone transaction had counted.</summary>
    public void Forget() => _known.Clear();

    public long Of(uint sale, BuyerId buyer)
    {
        if (!_known.TryGetValue((sale, buyer), out var units))
        {
            units = _counting.Bind(sale).Bind(buyer.Value).Number() ?? 0;
            _known[(sale, buyer)] = units;
        }

        return units;
    }

    /// <summary>Follows a row that was just written; one whose buyer is not in memory will be read when he is asked for.</summary>
    public void Add(uint sale, BuyerId buyer, int units)
    {
        if (_known.TryGetValue((sale, buyer), out var known))
        {
            _known[(sale, buyer)] = known + units;
        }
    }
}
