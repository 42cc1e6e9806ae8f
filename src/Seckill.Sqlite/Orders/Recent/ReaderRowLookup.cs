using Seckill.Ids;
using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Orders.Recent;

/// <summary>
/// A reader's look-ups. Memory is asked before the file: a row that leaves memory in between is in the file by then, and one that was
/// committed a moment ago, or by another process, is fetched into memory first.
/// </summary>
internal sealed class ReaderRowLookup(StatementSource source, RecentRows recent) : IRowLookup
{
    private readonly RecentRowLoader _loader = new(source, recent);
    private readonly FoldedRows _folded = new(source);

    public long? Find(PurchaseId id)
    {
        if (recent.Find(id) is { } known)
        {
            return known;
        }

        _loader.CatchUp();
        return recent.Find(id) ?? _folded.Find(id);
    }

    public IReadOnlyList<long> RowsOf(BuyerId buyer)
    {
        _loader.CatchUp();
        var (rows, floor) = recent.RowsOf(buyer);
        rows.AddRange(_folded.RowsOf(buyer, floor));
        return rows;
    }
}
