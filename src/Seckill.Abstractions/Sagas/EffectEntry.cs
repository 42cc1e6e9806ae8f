namespace Seckill.Sagas;

/// <summary>A guard's answer to an effect that wants to begin.</summary>
/// <param name="Kind">Whether it may.</param>
/// <param name="Result">For anything but <see cref="EffectEntryKind.Proceed"/>, what the step answers without applying anything.</param>
public readonly record struct EffectEntry(EffectEntryKind Kind, StepResult Result);
