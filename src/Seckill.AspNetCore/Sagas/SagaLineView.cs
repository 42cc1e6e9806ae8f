using Seckill.Sagas;

namespace Seckill.AspNetCore.Sagas;

/// <summary>A line of a saga's history.</summary>
internal sealed record SagaLineView(DateTimeOffset At, string Kind, string? Step, int? Attempt, string? Detail)
{
    public static SagaLineView Of(SagaTimelineEntry entry, IReadOnlyList<string> steps) => new(
        entry.At,
        SagaNames.Of(entry.Kind),
        entry.Step >= 0 && entry.Step < steps.Count ? steps[entry.Step] : null,
        entry.Attempt == 0 ? null : entry.Attempt,
        entry.Detail);
}
