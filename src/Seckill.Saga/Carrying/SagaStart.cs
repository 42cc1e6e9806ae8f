namespace Seckill.Sagas;

/// <summary>A saga to be started from a begin record that the caller holds.</summary>
/// <typeparam name="TState">The saga's state.</typeparam>
/// <param name="Id">The same whenever this begin record is started again.</param>
/// <param name="State">The state it begins with; the engine's own from here on.</param>
public readonly record struct SagaStart<TState>(SagaId Id, TState State)
    where TState : class;
