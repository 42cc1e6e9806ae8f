namespace Seckill.Sagas;

/// <summary>How many sagas of a definition are in a status.</summary>
/// <param name="Definition">The definition.</param>
/// <param name="Status">The status.</param>
/// <param name="Count">How many.</param>
public readonly record struct SagaCount(string Definition, SagaStatus Status, long Count);
