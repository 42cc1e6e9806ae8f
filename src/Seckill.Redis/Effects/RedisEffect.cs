using Seckill.Sagas;

namespace Seckill.Redis.Effects;

/// <summary>What came of a try of an effect.</summary>
/// <param name="Kind">Whether it took place now (<see cref="EffectEntryKind.Proceed"/>), or why it did not.</param>
/// <param name="Result">What the step answers.</param>
/// <param name="Value">What the script gave to <c>ok</c>, now or when it took place; empty otherwise.</param>
public readonly record struct RedisEffect(EffectEntryKind Kind, StepResult Result, string Value);
