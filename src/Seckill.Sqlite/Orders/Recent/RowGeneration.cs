using Seckill.Ids;

namespace Seckill.Sqlite.Orders.Recent;

/// <summary>A run of rows that follow each other, by id and by buyer. It only grows, so that no table has to be copied when rows leave memory.</summary>
internal sealed class RowGeneration
{
    private const int None = -1;

    private readonly List<Entry> _entries = [];
    private readonly Dictionary<PurchaseId, long> _byId = [];
    private readonly Dictionary<BuyerId, int> _newestOfBuyer = [];

    public int Count => _entries.Count;

    /// <summary>The last row; the generation must not be empty.</summary>
    public long Last => _entries[^1].Row.Row;

    /// <summary>The rows, oldest first.</summary>
    public IEnumerable<RecentRow> Rows => _entries.Select(static entry => entry.Row);

    public void Add(in RecentRow row)
    {
        var older = _newestOfBuyer.GetValueOrDefault(row.Buyer, None);
        _newestOfBuyer[row.Buyer] = _entries.Count;
        _byId[row.Id] = row.Row;
        _entries.Add(new Entry(row, older));
    }

    public bool TryFind(PurchaseId id, out long row) => _byId.TryGetValue(id, out row);

    /// <summary>Adds the buyer's rows to a list, newest first.</summary>
    public void AddRowsOf(BuyerId buyer, List<long> rows)
    {
        for (var i = _newestOfBuyer.GetValueOrDefault(buyer, None); i != None; i = _entries[i].Older)
        {
            rows.Add(_entries[i].Row.Row);
        }
    }

    private readonly record struct Entry(RecentRow Row, int Older);
}
