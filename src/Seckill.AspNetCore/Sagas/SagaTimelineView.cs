using Seckill.Sagas;

namespace Seckill.AspNetCore.Sagas;

/// <summary>A saga with its history. <see cref="Done"/> names the steps that are in place now, whatever the history's length.</summary>
internal sealed record SagaTimelineView(SagaView Saga, IReadOnlyList<string> Steps, IReadOnlyList<string> Done, DateTimeOffset? NextTryAt, IReadOnlyList<SagaLineView> Timeline)
{
    public static SagaTimelineView Of(SagaTimeline timeline) => new(
        SagaView.Of(timeline.Record),
        timeline.Steps,
        [.. timeline.Steps.Where((_, step) => (timeline.Record.Done >> step & 1) != 0)],
        timeline.NextTryAt,
        [.. timeline.Record.Timeline.Select(entry => SagaLineView.Of(entry, timeline.Steps))]);
}
