using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Writing;

namespace Seckill.Sqlite.Orders.Recent;

/// <summary>
/// Moves the newest rows' ids and buyers from memory into the indexes of the file, slice by slice: when it is quiet, or in the orders' own
/// transactions when too many are in memory. The floor rises with the last slice; whatever happens before it, the sweep is done again.
/// </summary>
internal sealed class RowFolding(StatementSource source, RecentRows recent, int most) : IFolding
{
    private readonly Statement _id = source.Prepare(RecentRowSql.FoldId);
    private readonly Statement _buyer = source.Prepare(RecentRowSql.FoldBuyer);
    private readonly Statement _raiseFloor = source.Prepare(RecentRowSql.RaiseFloor);
    private Task<FoldSweep>? _sweep;
    private long? _newFloor;

    public bool IsWanted => recent.Count > 0;

    public bool IsPressing => recent.Count > most;

    public void FoldSlice(int entries)
    {
        var closed = _sweep is null ? recent.Close() : [];
        _sweep ??= Task.Run(() => new FoldSweep(closed));
        if (!_sweep.IsCompleted)
        {
            return;
        }

        var sweep = _sweep.GetAwaiter().GetResult();
        for (; entries > 0 && !sweep.IsDone; entries--)
        {
            sweep.Take(row => _id.Bind(row.Id).Bind(row.Row).Run(), row => _buyer.Bind(row.Buyer.Value).Bind(row.Id.SaleOrdinal).Bind(row.Row).Run());
        }

        if (sweep.IsDone)
        {
            _raiseFloor.Bind(sweep.UpTo).Run();
            _newFloor = sweep.UpTo;
        }
    }

    public void WaitUntilSorted() => _sweep?.Wait();

    /// <summary>The transaction is durable.</summary>
    public void Committed()
    {
        if (_newFloor is { } floor)
        {
            recent.RaiseFloor(floor);
            _newFloor = null;
            _sweep = null;
        }
    }

    /// <summary>The transaction was undone, and with it the slice.</summary>
    public void RolledBack() => (_sweep, _newFloor) = (null, null);
}
