namespace Seckill.Sqlite.Sagas.Names;

/// <summary>Names by hash, as many under one hash as there are.</summary>
internal sealed class NameTable
{
    private const int None = -1;

    private readonly int[] _newest;
    private readonly int _mask;
    private Entry[] _entries = new Entry[64];
    private int _used;

    /// <summary>Makes an empty table; it grows, but its buckets do not.</summary>
    /// <param name="buckets">A power of two.</param>
    public NameTable(int buckets)
    {
        _newest = new int[buckets];
        _mask = buckets - 1;
        Array.Fill(_newest, None);
    }

    /// <summary>Names that were added, removed ones included.</summary>
    public int Added => _used;

    /// <summary>Names that are there.</summary>
    public int Count { get; private set; }

    /// <summary>The number of the name that was added last.</summary>
    public long LastNumber { get; private set; }

    public void Add(in RecentName name)
    {
        if (_used == _entries.Length)
        {
            Array.Resize(ref _entries, _used * 2);
        }

        ref var newest = ref _newest[name.Hash & _mask];
        _entries[_used] = new Entry { Hash = name.Hash, Row = name.Row, Older = newest };
        newest = _used++;
        Count++;
        LastNumber = name.Number;
    }

    public void Find(long hash, List<long> rows)
    {
        for (var i = _newest[hash & _mask]; i != None; i = _entries[i].Older)
        {
            if (_entries[i].Hash == hash)
            {
                rows.Add(_entries[i].Row);
            }
        }
    }

    public void Remove(long hash, long row)
    {
        ref var link = ref _newest[hash & _mask];
        while (link != None)
        {
            ref var entry = ref _entries[link];
            if (entry.Hash == hash && entry.Row == row)
            {
                link = entry.Older;
                entry.IsRemoved = true;
                Count--;
            }
            else
            {
                link = ref entry.Older;
            }
        }
    }

    /// <summary>Appends what is there to a list, as pairs of hash and row.</summary>
    public void CopyTo(List<(long Hash, long Row)> names)
    {
        for (var i = 0; i < _used; i++)
        {
            if (!_entries[i].IsRemoved)
            {
                names.Add((_entries[i].Hash, _entries[i].Row));
            }
        }
    }

    public void Clear()
    {
        if (_used > 0)
        {
            Array.Fill(_newest, None);
            (_used, Count) = (0, 0);
        }
    }

    private struct Entry
    {
        public long Hash;
        public long Row;
        public int Older;
        public bool IsRemoved;
    }
}
