namespace Seckill.Sagas;

/// <summary>A saga to be started from a begin record that the caller holds.</summary>
/// <typeparam name="TState">The saga's state.</typeparam>
/// <param name="Id">The same whenever this begin record is started again.</param>
/// <param name="State">The state it begins with; the engine's own from here on.</param>
/// <param name="IsFirst">
/// True when the holder knows that this begin record was never started before. Otherwise an earlier run may have got further: what it may have done
/// is undone too when the saga turns back, and a saga that cannot tell whether one passed its pivot is parked instead.
/// </param>
public readonly record struct SagaStart<TState>(SagaId Id, TState State, bool IsFirst = false)
    where TState : class;
