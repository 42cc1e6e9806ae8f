using Seckill.Ids;
using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Orders.Recent;

namespace Seckill.Sqlite.Orders;

/// <summary>
/// Units that count against buyers' limits, kept in the writer's memory beside the rows that they are the sums of: a buyer of many orders
/// costs no more than one of none. Whenever memory may differ from the file, it is forgotten and read again.
/// </summary>
internal sealed class BuyerUnitCounts(StatementSource source, WriterRowLookup lookup, int most)
{
    private readonly Statement _folded = source.Prepare(RecentRowSql.FoldedCountingUnits);
    private readonly Statement _ofRow = source.Prepare(RecentRowSql.CountingUnitsOfRow);
    private readonly Dictionary<(uint Sale, BuyerId Buyer), long> _known = [];

    /// <summary>Call within a new transaction: what another process wrote before it is not in memory.</summary>
    public void Begin(bool fileChanged)
    {
        if (fileChanged || _known.Count > most)
        {
            _known.Clear();
        }
    }

    /// <summary>Forgets what an undone transaction had counted.</summary>
    public void Forget() => _known.Clear();

    public long Of(uint sale, BuyerId buyer)
    {
        if (!_known.TryGetValue((sale, buyer), out var units))
        {
            units = Count(sale, buyer);
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

    private long Count(uint sale, BuyerId buyer)
    {
        var (rows, floor) = lookup.UnfoldedRowsOf(buyer);
        var units = floor == 0 ? 0 : _folded.Bind(sale).Bind(buyer.Value).Bind(floor).Number() ?? 0;
        foreach (var row in rows)
        {
            units += _ofRow.Bind(sale).Bind(row).Number() ?? 0;
        }

        return units;
    }
}
