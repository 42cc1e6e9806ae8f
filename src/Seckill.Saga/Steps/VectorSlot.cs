using Seckill.Sagas.Engine;

namespace Seckill.Sagas;

/// <summary>One saga in a vector.</summary>
internal struct VectorSlot<TState>
    where TState : class
{
    public SagaId Id;
    public TState State;
    public int Attempt;

    /// <summary>The try of a saga that is in memory; null for a carried one.</summary>
    public StepContext<TState>? Context;

    public StepResult Result;

    /// <summary>Where the caller's outcome goes, for a carried one.</summary>
    public int Origin;
}
