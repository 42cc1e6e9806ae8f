namespace Seckill.Sagas;

/// <summary>Gives runners for sagas whose begin record somebody else holds.</summary>
public interface ISagaRunners
{
    /// <summary>A runner that begins with a certain step of a definition. Make it once and keep it.</summary>
    /// <param name="definition">The definition, as registered.</param>
    /// <param name="fromStep">The step; its guard bears repeats.</param>
    /// <exception cref="ArgumentException">The definition is not registered, or has no such step before its first wait.</exception>
    ISagaRunner<TState> For<TState>(SagaDefinition<TState> definition, string fromStep)
        where TState : class;
}
