using Seckill.Sagas;

namespace Seckill.AspNetCore.Sagas;

/// <summary>A saga with its history.</summary>
internal sealed record SagaTimelineView(SagaView Saga, IReadOnlyList<string> Steps, DateTimeOffset? NextTryAt, IReadOnlyList<SagaLineView> Timeline)
{
    public static SagaTimelineView Of(SagaTimeline timeline) => new(
        SagaView.Of(timeline.Record),
        timeline.Steps,
        timeline.NextTryAt,
        [.. timeline.Record.Timeline.Select(entry => SagaLineView.Of(entry, timeline.Steps))]);
}
