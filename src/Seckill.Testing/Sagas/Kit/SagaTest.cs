using Seckill.Sagas;

namespace Seckill.Testing.Sagas.Kit;

/// <summary>Where tests of a user's own sagas begin: given a definition and a state, when this goes wrong, expect that.</summary>
/// <remarks>
/// The saga is run by the real engine on a store in memory, on one thread and a clock of its own: minutes pass in no time, and a test always goes the
/// same way. Steps should call fakes that answer at once.
/// </remarks>
public static class SagaTest
{
    /// <summary>Begins a test of one saga.</summary>
    /// <param name="definition">What is tested.</param>
    /// <param name="state">What the saga begins with.</param>
    public static SagaScenario<TState> Given<TState>(SagaDefinition<TState> definition, TState state)
        where TState : class
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(state);
        return new SagaScenario<TState>(definition, state);
    }
}
