namespace Seckill.Sagas;

/// <summary>One line of a saga's history.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What.</param>
/// <param name="Step">At which step; -1 when at none.</param>
/// <param name="Attempt">The try, from 1; 0 when it was none.</param>
/// <param name="Detail">Why, by whom, with which error; null when there is nothing to say.</param>
public readonly record struct SagaTimelineEntry(DateTimeOffset At, SagaTimelineKind Kind, int Step, int Attempt, string? Detail = null);
