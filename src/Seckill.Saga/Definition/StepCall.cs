namespace Seckill.Sagas;

/// <summary>The user's code of an action, an undo or a decision: for one saga, or for many in one call.</summary>
internal sealed class StepCall<TState>
    where TState : class
{
    public StepCall(Func<TState, SagaContext, ValueTask<StepResult>> scalar) => Scalar = scalar;

    public StepCall(VectorAction<TState> vector, VectorLimits? limits) => (Vector, Limits) = (vector, limits ?? new VectorLimits());

    public Func<TState, SagaContext, ValueTask<StepResult>>? Scalar { get; }

    public VectorAction<TState>? Vector { get; }

    public VectorLimits Limits { get; } = new();
}
