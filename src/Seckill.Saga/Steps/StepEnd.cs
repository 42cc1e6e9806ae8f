namespace Seckill.Sagas;

/// <summary>How a step ended, all its tries taken together.</summary>
/// <param name="Kind">How.</param>
/// <param name="Result">The last answer.</param>
/// <param name="Attempts">Tries made, those before this stretch included.</param>
/// <param name="WasUnknown">True when any try may have had an effect that was not told.</param>
/// <param name="RestUntil">When to try again.</param>
/// <param name="Published">Events that the code of the last try published; null for none.</param>
/// <param name="Exception">What the last try threw; null when it answered.</param>
internal readonly record struct StepEnd(
    StepEndKind Kind,
    StepResult Result,
    int Attempts,
    bool WasUnknown = false,
    DateTimeOffset? RestUntil = null,
    IReadOnlyList<SagaOutgoing>? Published = null,
    Exception? Exception = null);
