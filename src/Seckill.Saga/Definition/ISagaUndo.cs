namespace Seckill.Sagas;

/// <summary>The undo of a step as a service of the host.</summary>
/// <typeparam name="TState">The saga's state.</typeparam>
public interface ISagaUndo<in TState>
    where TState : class
{
    /// <summary>Undoes the step; may be called more than once, and for an action that was never applied.</summary>
    ValueTask<StepResult> UndoAsync(TState state, SagaContext context);
}
