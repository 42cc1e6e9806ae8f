namespace Seckill.Sqlite.Sagas.Names;

/// <summary>
/// The newest names of sagas in memory, shared by the writer and the readers. To put each random one into the file's index at once would cost a
/// written page for every saga; so the file indexes names up to a floor only, this covers every committed name above it, and
/// <see cref="NameFolding"/> raises the floor in bulk. After a restart it is read from the file again.
/// </summary>
internal sealed class RecentNames
{
    private const int TableSize = 65_536;

    private readonly Lock _lock = new();
    private readonly List<NameTable> _tables = [];
    private long? _floor;
    private long _last;

    /// <summary>Names up to this number are indexed in the file; null as long as nothing was loaded.</summary>
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

    /// <summary>The number of the newest name known here.</summary>
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

    /// <summary>Names held.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                var count = 0;
                foreach (var table in _tables)
                {
                    count += table.Count;
                }

                return count;
            }
        }
    }

    /// <summary>Takes committed names: all that follow a number, or the first of them, in order. False when there is a gap before them.</summary>
    public bool TryAppend(long after, IReadOnlyList<RecentName> names)
    {
        lock (_lock)
        {
            if (_floor is null || after > _last)
            {
                return false;
            }

            for (var i = 0; i < names.Count; i++)
            {
                // The writer and a reader may bring the same ones.
                if (names[i].Number > _last)
                {
                    Newest_NeedsLock().Add(names[i]);
                    _last = names[i].Number;
                }
            }

            return true;
        }
    }

    /// <summary>Adds the rows under a hash to a list.</summary>
    public void Find(long hash, List<long> rows)
    {
        lock (_lock)
        {
            for (var i = _tables.Count - 1; i >= 0; i--)
            {
                _tables[i].Find(hash, rows);
            }
        }
    }

    /// <summary>Forgets a name.</summary>
    public void Remove(long hash, long row)
    {
        lock (_lock)
        {
            foreach (var table in _tables)
            {
                table.Remove(hash, row);
            }
        }
    }

    /// <summary>A copy of all names there are, and the last one's number.</summary>
    public (List<(long Hash, long Row)> Names, long UpTo) Close()
    {
        lock (_lock)
        {
            var names = new List<(long Hash, long Row)>(_tables.Sum(static table => table.Count));
            _tables.ForEach(table => table.CopyTo(names));
            if (_tables.Count > 0 && _tables[^1].Added > 0)
            {
                _tables.Add(new NameTable(TableSize));
            }

            return (names, _last);
        }
    }

    /// <summary>Forgets what the file has indexed by now.</summary>
    public void RaiseFloor(long floor)
    {
        lock (_lock)
        {
            _floor = Math.Max(floor, _floor ?? 0);
            _last = Math.Max(_last, floor);
            _tables.RemoveAll(table => table.LastNumber <= floor);
        }
    }

    private NameTable Newest_NeedsLock()
    {
        if (_tables.Count == 0 || _tables[^1].Added >= TableSize)
        {
            _tables.Add(new NameTable(TableSize));
        }

        return _tables[^1];
    }
}
