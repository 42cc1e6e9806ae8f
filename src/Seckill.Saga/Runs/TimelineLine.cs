namespace Seckill.Sagas.Runs;

/// <summary>A line of a history, kept small.</summary>
internal readonly struct TimelineLine(long ticks, SagaTimelineKind kind, int step, int attempt, string? detail)
{
    private readonly long _ticks = ticks;
    private readonly string? _detail = detail;
    private readonly int _attempt = attempt;
    private readonly short _step = (short)step;
    private readonly byte _kind = (byte)kind;

    /// <summary>True for what a long trouble fills the history with.</summary>
    public bool IsPassing => (SagaTimelineKind)_kind is SagaTimelineKind.TryFailed or SagaTimelineKind.TryUnknown or SagaTimelineKind.UndoFailed
        or SagaTimelineKind.Pending or SagaTimelineKind.Resumed or SagaTimelineKind.EventLate;

    public SagaTimelineEntry ToEntry() => new(new DateTimeOffset(_ticks, TimeSpan.Zero), (SagaTimelineKind)_kind, _step, _attempt, _detail);
}
