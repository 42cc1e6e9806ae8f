namespace Seckill.Sagas;

/// <summary>A carried saga that needs a run of its own.</summary>
/// <param name="Id">The saga.</param>
/// <param name="State">Its state.</param>
/// <param name="Result">The step's answer; null when the step has not been tried.</param>
/// <param name="Origin">Where its outcome goes.</param>
internal readonly record struct SlowStart<TState>(SagaId Id, TState State, StepResult? Result, int Origin)
    where TState : class;
