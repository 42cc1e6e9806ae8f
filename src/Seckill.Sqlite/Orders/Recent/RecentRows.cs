using Seckill.Ids;

namespace Seckill.Sqlite.Orders.Recent;

/// <summary>
/// The ledger's newest rows by id and by buyer, in memory, shared by the writer and the readers. Ids and buyers fall on random places, and to
/// put each into an index of the file at once would cost two written pages for every order; so the file indexes rows up to a floor only, this
/// covers every committed row above it, and <see cref="RowFolding"/> raises the floor in bulk. After a restart it is read from the file again.
/// </summary>
internal sealed class RecentRows
{
    private const int GenerationSize = 65_536;

    private readonly Lock _lock = new();
    private readonly List<RowGeneration> _generations = [];
    private long? _floor;
    private long _last;

    /// <summary>Rows up to this one are indexed in the file; null as long as nothing was loaded.</summary>
    public long? Floor
    {
        get
        {
            lock (_lock)
            {
                return _floor;
            }
        }
    }

    /// <summary>The newest row known here.</summary>
    public long Last
    {
        get
        {
            lock (_lock)
            {
                return _last;
            }
        }
    }

    /// <summary>Rows held.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _generations.Sum(static generation => generation.Count);
            }
        }
    }

    /// <summary>Begins above the rows that the file has indexed; without effect when it has begun already.</summary>
    public void BeginAt(long floor)
    {
        lock (_lock)
        {
            if (_floor is null)
            {
                (_floor, _last) = (floor, floor);
            }
        }
    }

    /// <summary>
    /// Takes committed rows: all that follow a row, or the first of them, in order. Rows that are here already are passed over, since the writer
    /// and a reader may bring the same ones. False when there is a gap before them.
    /// </summary>
    public bool TryAppend(long after, IReadOnlyList<RecentRow> rows)
    {
        lock (_lock)
        {
            if (_floor is null || after > _last)
            {
                return false;
            }

            for (var i = 0; i < rows.Count; i++)
            {
                if (rows[i].Row > _last)
                {
                    Newest().Add(rows[i]);
                    _last = rows[i].Row;
                }
            }

            return true;
        }
    }

    public long? Find(PurchaseId id)
    {
        lock (_lock)
        {
            for (var i = _generations.Count - 1; i >= 0; i--)
            {
                if (_generations[i].TryFind(id, out var row))
                {
                    return row;
                }
            }

            return null;
        }
    }

    /// <summary>A buyer's rows, newest first, and the floor below which his others are.</summary>
    public (List<long> Rows, long Floor) RowsOf(BuyerId buyer)
    {
        var rows = new List<long>();
        lock (_lock)
        {
            for (var i = _generations.Count - 1; i >= 0; i--)
            {
                _generations[i].AddRowsOf(buyer, rows);
            }

            return (rows, _floor ?? 0);
        }
    }

    /// <summary>The generations there are; none of them grows after this.</summary>
    public IReadOnlyList<RowGeneration> Close()
    {
        lock (_lock)
        {
            var closed = _generations.FindAll(static generation => generation.Count > 0);
            if (closed.Count == _generations.Count)
            {
                _generations.Add(new RowGeneration());
            }

            return closed;
        }
    }

    /// <summary>Forgets what the file has indexed by now.</summary>
    public void RaiseFloor(long floor)
    {
        lock (_lock)
        {
            _floor = floor;
            _generations.RemoveAll(generation => generation.Count > 0 && generation.Last <= floor);
        }
    }

    private RowGeneration Newest()
    {
        if (_generations.Count == 0 || _generations[^1].Count >= GenerationSize)
        {
            _generations.Add(new RowGeneration());
        }

        return _generations[^1];
    }
}
