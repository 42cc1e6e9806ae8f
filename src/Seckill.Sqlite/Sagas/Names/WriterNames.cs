using Seckill.Sqlite.Connections;

namespace Seckill.Sqlite.Sagas.Names;

/// <summary>The writer's look-ups, which see the names of its open transaction as well, and give them to everybody when it is committed.</summary>
internal sealed class WriterNames(StatementSource source, RecentNames recent, NameFolding folding)
{
    private readonly NameLoader _loader = new(source, recent);
    private readonly Statement _append = source.Prepare(NameSql.Append);
    private readonly Statement _find = source.Prepare(NameSql.Find);
    private readonly Statement _remove = source.Prepare(NameSql.Remove);
    private readonly List<RecentName> _written = [];
    private readonly NameTable _writtenByHash = new(1024);
    private readonly List<(long Hash, long Row)> _removed = [];
    private readonly List<long> _inMemory = [];
    private readonly List<long> _inFile = [];
    private int _savepoint;
    private int _removedSavepoint;
    private long _last;

    /// <summary>Call within a new transaction.</summary>
    /// <param name="fileChanged">True when names may be in the file that memory does not know.</param>
    public void Begin(bool fileChanged)
    {
        ForgetFrom(0, 0);
        if (fileChanged)
        {
            _loader.CatchUp();
        }

        _last = recent.Last;
    }

    public void Add(long hash, long row)
    {
        var name = new RecentName(++_last, hash, row);
        _append.Bind(name.Number).Bind(hash).Bind(row).Run();
        _written.Add(name);
        _writtenByHash.Add(name);
    }

    /// <summary>Removes a name that leads to nothing any more.</summary>
    public void Remove(long hash, long row)
    {
        _remove.Bind(hash).Bind(row).Run();
        _removed.Add((hash, row));
    }

    /// <summary>Rows under a hash that memory knows. The list is the same at every call.</summary>
    public List<long> InMemory(long hash)
    {
        _inMemory.Clear();
        _writtenByHash.Find(hash, _inMemory);
        recent.Find(hash, _inMemory);
        return _inMemory;
    }

    /// <summary>Rows under a hash that the file has indexed. The list is the same at every call.</summary>
    public List<long> InFile(long hash)
    {
        _inFile.Clear();
        if (recent.Floor > 0)
        {
            _find.Bind(hash).ReadInto(_inFile);
        }

        return _inFile;
    }

    public void SetSavepoint() => (_savepoint, _removedSavepoint) = (_written.Count, _removed.Count);

    public void RollbackToSavepoint() => ForgetFrom(_savepoint, _removedSavepoint);

    public void Committed()
    {
        if (_written.Count > 0 && !recent.TryAppend(_written[0].Number - 1, _written))
        {
            _loader.CatchUp();
        }

        _removed.ForEach(name => folding.Forget(name.Hash, name.Row));
        ForgetFrom(0, 0);
    }

    private void ForgetFrom(int written, int removed)
    {
        _written.RemoveRange(written, _written.Count - written);
        _removed.RemoveRange(removed, _removed.Count - removed);
        _writtenByHash.Clear();
        _written.ForEach(name => _writtenByHash.Add(name));
        _last = written == 0 ? recent.Last : _written[^1].Number;
    }
}
