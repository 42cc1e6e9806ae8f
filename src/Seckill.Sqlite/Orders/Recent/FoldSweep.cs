using Seckill.Ids;

namespace Seckill.Sqlite.Orders.Recent;

/// <summary>Rows on their way into the file's indexes, in the order of each index, so that one written page takes many of them.</summary>
internal sealed class FoldSweep
{
    private readonly RecentRow[] _byId;
    private readonly RecentRow[] _byBuyer;
    private int _next;

    public FoldSweep(IReadOnlyList<RowGeneration> generations)
    {
        _byId = [.. generations.SelectMany(static generation => generation.Rows)];
        _byBuyer = [.. _byId];
        UpTo = _byId.Length == 0 ? 0 : _byId[^1].Row;
        Array.Sort(_byId, static (a, b) => Compare(a.Id, b.Id));
        Array.Sort(_byBuyer, Compare);
    }

    /// <summary>The last row; all before it that the file has not indexed are in the sweep.</summary>
    public long UpTo { get; }

    public bool IsDone => _next >= _byId.Length + _byBuyer.Length;

    /// <summary>Gives the next row to one of the two, and goes on.</summary>
    public void Take(Action<RecentRow> foldId, Action<RecentRow> foldBuyer)
    {
        if (_next < _byId.Length)
        {
            foldId(_byId[_next]);
        }
        else
        {
            foldBuyer(_byBuyer[_next - _byId.Length]);
        }

        _next++;
    }

    // As the bytes of the binary form compare.
    private static int Compare(in PurchaseId a, in PurchaseId b) =>
        (a.SaleOrdinal, a.Bucket, a.Token, a.Mac).CompareTo((b.SaleOrdinal, b.Bucket, b.Token, b.Mac));

    private static int Compare(RecentRow a, RecentRow b)
    {
        var order = string.CompareOrdinal(a.Buyer.Value, b.Buyer.Value);
        return order != 0 ? order : (a.Id.SaleOrdinal, a.Row).CompareTo((b.Id.SaleOrdinal, b.Row));
    }
}
