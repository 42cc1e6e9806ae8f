namespace Seckill.Sagas;

/// <summary>Does a step for many sagas in one call, and sets a result for each of them.</summary>
/// <typeparam name="TState">The saga's state.</typeparam>
/// <param name="vector">The sagas; it is the engine's own again when the call ends. What gets no result counts as unknown.</param>
public delegate ValueTask VectorAction<TState>(SagaVector<TState> vector)
    where TState : class;
