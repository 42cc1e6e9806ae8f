using Seckill.Ids;
using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Orders.Recent;

/// <summary>The writer's look-ups, which see the rows of its open transaction as well, and give them to everybody when it is committed.</summary>
internal sealed class WriterRowLookup(StatementSource source, RecentRows recent) : IRowLookup
{
    private readonly RecentRowLoader _loader = new(source, recent);
    private readonly FoldedRows _folded = new(source);
    private readonly List<RecentRow> _written = [];
    private readonly Dictionary<PurchaseId, long> _writtenById = [];
    private int _savepoint;

    /// <summary>Call within a new transaction.</summary>
    /// <param name="fileChanged">True when rows may be in the file that memory does not know.</param>
    public void Begin(bool fileChanged)
    {
        ForgetFrom(0);
        if (fileChanged)
        {
            _loader.CatchUp();
        }
    }

    public void Add(in RecentRow row)
    {
        _written.Add(row);
        _writtenById.Add(row.Id, row.Row);
    }

    public void SetSavepoint() => _savepoint = _written.Count;

    public void RollbackToSavepoint() => ForgetFrom(_savepoint);

    public void Committed()
    {
        if (_written.Count > 0 && !recent.TryAppend(_written[0].Row - 1, _written))
        {
            _loader.CatchUp();
        }
    }

    public long? Find(PurchaseId id) =>
        _writtenById.TryGetValue(id, out var written) ? written
        : recent.Find(id) ?? (recent.Floor > 0 ? _folded.Find(id) : null);

    public IReadOnlyList<long> RowsOf(BuyerId buyer)
    {
        var (rows, floor) = UnfoldedRowsOf(buyer);
        rows.AddRange(_folded.RowsOf(buyer, floor));
        return rows;
    }

    /// <summary>A buyer's rows that the file has not indexed, and the floor below which his others are.</summary>
    public (List<long> Rows, long Floor) UnfoldedRowsOf(BuyerId buyer)
    {
        var (rows, floor) = recent.RowsOf(buyer);
        rows.InsertRange(0, _written.Where(row => row.Buyer == buyer).Select(static row => row.Row).Reverse());
        return (rows, floor);
    }

    private void ForgetFrom(int first)
    {
        for (var i = first; i < _written.Count; i++)
        {
            _writtenById.Remove(_written[i].Id);
        }

        _written.RemoveRange(first, _written.Count - first);
    }
}
