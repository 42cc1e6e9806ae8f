namespace Seckill.Sagas;

/// <summary>A saga and its history, for people.</summary>
/// <param name="Record">Its last durable record.</param>
/// <param name="Steps">The names of its steps in order; empty when its definition is not registered.</param>
/// <param name="NextTryAt">When it is tried or looked at next; null when nothing is planned.</param>
public sealed record SagaTimeline(SagaRecord Record, IReadOnlyList<string> Steps, DateTimeOffset? NextTryAt);
