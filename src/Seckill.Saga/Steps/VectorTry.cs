using Seckill.Sagas.Working;

namespace Seckill.Sagas;

/// <summary>One saga's try in a vectorised step.</summary>
internal sealed class VectorTry<TState>(StepContext<TState> context) : Reply<StepResult>
    where TState : class
{
    public StepContext<TState> Context => context;
}
