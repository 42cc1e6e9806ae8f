namespace Seckill.Sagas;

/// <summary>A step as a service of the host.</summary>
/// <typeparam name="TState">The saga's state.</typeparam>
public interface ISagaStep<in TState>
    where TState : class
{
    /// <summary>Does the step; may be called more than once for one saga.</summary>
    ValueTask<StepResult> ExecuteAsync(TState state, SagaContext context);
}
