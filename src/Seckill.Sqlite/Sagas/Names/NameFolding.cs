using Seckill.Sqlite.Connections;
using Seckill.Sqlite.Writing;

namespace Seckill.Sqlite.Sagas.Names;

/// <summary>
/// Moves the newest names from memory into the file's index, and then clears the list that would bring them into memory again. The floor rises with the
/// last slice; whatever happens before it, the sweep is done again.
/// </summary>
internal sealed class NameFolding(StatementSource source, RecentNames recent, int most) : IFolding
{
    private readonly Statement _fold = source.Prepare(NameSql.Fold);
    private readonly Statement _raiseFloor = source.Prepare(NameSql.RaiseFloor);
    private readonly Statement _trim = source.Prepare(NameSql.Trim);
    private readonly HashSet<(long Hash, long Row)> _gone = [];
    private Task<NameSweep>? _sweep;
    private long? _newFloor;
    private bool _isTrimming;
    private bool _isTrimmed;

    public bool IsWanted => recent.Count > 0 || _isTrimming;

    public bool IsPressing => recent.Count > most || _isTrimming;

    public void FoldSlice(int entries)
    {
        if (_isTrimming)
        {
            _isTrimmed = _trim.Bind(entries).Run() < entries;
            return;
        }

        if (_sweep is null)
        {
            var (names, upTo) = recent.Close();
            _sweep = Task.Run(() => new NameSweep(names, upTo));
        }

        if (_sweep.IsCompleted)
        {
            Fold(_sweep.GetAwaiter().GetResult(), entries);
        }
    }

    public void WaitUntilSorted() => _sweep?.Wait();

    /// <summary>A name's row is gone: a sweep under way must not bring it back.</summary>
    public void Forget(long hash, long row)
    {
        recent.Remove(hash, row);
        if (_sweep is not null)
        {
            _gone.Add((hash, row));
        }
    }

    /// <summary>The transaction is durable.</summary>
    public void Committed()
    {
        if (_newFloor is { } floor)
        {
            recent.RaiseFloor(floor);
            EndSweep();
            _isTrimming = true;
        }
        else if (_isTrimmed)
        {
            (_isTrimming, _isTrimmed) = (false, false);
        }
    }

    /// <summary>The transaction was undone, and with it the slice.</summary>
    public void RolledBack()
    {
        EndSweep();
        _isTrimmed = false;
    }

    private void Fold(NameSweep sweep, int entries)
    {
        for (; entries > 0 && !sweep.IsDone; entries--)
        {
            var (hash, row) = sweep.Take();
            if (_gone.Count == 0 || !_gone.Contains((hash, row)))
            {
                _fold.Bind(hash).Bind(row).Run();
            }
        }

        if (sweep.IsDone)
        {
            _raiseFloor.Bind(sweep.UpTo).Run();
            _newFloor = sweep.UpTo;
        }
    }

    private void EndSweep()
    {
        (_sweep, _newFloor) = (null, null);
        _gone.Clear();
    }
}
