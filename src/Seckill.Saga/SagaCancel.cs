namespace Seckill.Sagas;

/// <summary>What a wait's arbiter gets in place of an event when somebody wants the saga cancelled: ask the context for one.</summary>
/// <param name="Reason">Why.</param>
public sealed record SagaCancel(string Reason);
