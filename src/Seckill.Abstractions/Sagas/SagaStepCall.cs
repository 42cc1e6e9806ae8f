namespace Seckill.Sagas;

/// <summary>A try of a step that is about to be made.</summary>
/// <param name="Definition">The saga's definition.</param>
/// <param name="Saga">The saga.</param>
/// <param name="Step">The step's name.</param>
/// <param name="Operation">Action, undo or decision.</param>
/// <param name="Attempt">The try, from 1.</param>
/// <param name="State">The saga's state, to be looked at only.</param>
public readonly record struct SagaStepCall(string Definition, SagaId Saga, string Step, EffectOperation Operation, int Attempt, object State);
