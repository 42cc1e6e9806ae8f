using System.Collections;

namespace Seckill.Sagas.Runs;

/// <summary>The first lines of a history, as a record shows them.</summary>
internal sealed class TimelineView(TimelineLine[] lines, int count) : IReadOnlyList<SagaTimelineEntry>
{
    public int Count => count;

    public SagaTimelineEntry this[int index] => lines[index].ToEntry();

    public IEnumerator<SagaTimelineEntry> GetEnumerator()
    {
        for (var i = 0; i < count; i++)
        {
            yield return lines[i].ToEntry();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
