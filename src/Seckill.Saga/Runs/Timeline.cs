namespace Seckill.Sagas.Runs;

/// <summary>A saga's history while it is in memory: appended to, and never changed where a record may already look.</summary>
internal sealed class Timeline
{
    /// <summary>Lines kept at the most; beyond that, old lines of failing tries go first.</summary>
    public const int MaxLines = 200;

    private const int FirstLinesKept = 20;

    private readonly Lock _lock = new();
    private TimelineLine[] _lines = [];
    private int _count;

    /// <summary>When the last line was added, in ticks; 0 before the first.</summary>
    public long LastTicks { get; private set; }

    public void Load(IReadOnlyList<SagaTimelineEntry> entries)
    {
        _lines = new TimelineLine[entries.Count + 4];
        foreach (var entry in entries)
        {
            _lines[_count++] = new TimelineLine(entry.At.UtcTicks, entry.Kind, entry.Step, entry.Attempt, entry.Detail);
        }
    }

    public void Add(DateTimeOffset at, SagaTimelineKind kind, int step, int attempt = 0, string? detail = null)
    {
        // Steps of a parallel group write their own lines.
        lock (_lock)
        {
            if (_count >= MaxLines)
            {
                Shorten_NeedsLock();
            }

            if (_count == _lines.Length)
            {
                Array.Resize(ref _lines, _count == 0 ? 6 : _count * 2);
            }

            LastTicks = at.UtcTicks;
            _lines[_count++] = new TimelineLine(LastTicks, kind, step, attempt, detail);
        }
    }

    /// <summary>Lets a view show what is there now; later lines do not show in it.</summary>
    public void Show(TimelineView view)
    {
        lock (_lock)
        {
            view.Show(_lines, _count);
        }
    }

    /// <summary>Begins anew, for another saga, where nobody looks at the old lines any more.</summary>
    public void Clear()
    {
        _lines.AsSpan(0, _count).Clear();
        _count = 0;
    }

    // A copy: records may still look at the old lines.
    private void Shorten_NeedsLock()
    {
        var kept = new List<TimelineLine>(MaxLines);
        var surplus = MaxLines / 4;
        for (var i = 0; i < _count; i++)
        {
            if (i >= FirstLinesKept && surplus > 0 && _lines[i].IsPassing)
            {
                surplus--;
            }
            else
            {
                kept.Add(_lines[i]);
            }
        }

        if (kept.Count == _count)
        {
            kept.RemoveAt(FirstLinesKept);
        }

        _lines = [.. kept];
        _count = kept.Count;
    }
}
