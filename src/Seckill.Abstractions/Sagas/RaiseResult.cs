namespace Seckill.Sagas;

/// <summary>The answer to an event that was raised.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Saga">The saga it was for; <c>default</c> when none was found.</param>
/// <param name="Reason">Why, where there is a reason to give.</param>
public readonly record struct RaiseResult(RaiseOutcome Outcome, SagaId Saga, string? Reason = null);
