namespace Seckill.Sqlite.Sagas.Names;

/// <summary>Names on their way into the file's index, in its order, so that one written page takes many of them.</summary>
internal sealed class NameSweep
{
    private readonly List<(long Hash, long Row)> _names;
    private int _next;

    public NameSweep(List<(long Hash, long Row)> names, long upTo)
    {
        _names = names;
        UpTo = upTo;
        _names.Sort();
    }

    /// <summary>The number of the last name; all before it that the file has not indexed are in the sweep.</summary>
    public long UpTo { get; }

    public bool IsDone => _next >= _names.Count;

    public (long Hash, long Row) Take() => _names[_next++];
}
