using System.Collections;

namespace Seckill.Sagas.Runs;

/// <summary>The first lines of a history, as a record shows them.</summary>
internal sealed class TimelineView : IReadOnlyList<SagaTimelineEntry>
{
    private TimelineLine[] _lines = [];

    public int Count { get; private set; }

    public SagaTimelineEntry this[int index] => _lines[index].ToEntry();

    public void Show(TimelineLine[] lines, int count) => (_lines, Count) = (lines, count);

    public IEnumerator<SagaTimelineEntry> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return _lines[i].ToEntry();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
