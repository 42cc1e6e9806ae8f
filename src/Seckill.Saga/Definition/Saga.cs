using System.Text.Json.Serialization.Metadata;

namespace Seckill.Sagas;

/// <summary>Where definitions begin.</summary>
public static class Saga
{
    /// <summary>
    /// Begins the definition of a saga. Add steps in their order, say of each how it is undone and what keeps it from happening twice, and
    /// end with <see cref="SagaBuilder{TState}.Build"/>.
    /// </summary>
    /// <typeparam name="TState">What the saga knows; kept as JSON with its record, so it must survive being written and read.</typeparam>
    /// <param name="name">Names the definition for ever, 1 to 64 characters of <c>[A-Za-z0-9_.@-]</c>.</param>
    /// <param name="version">Raised whenever steps are added, removed, renamed or reordered; keep older versions registered while sagas of them are unfinished.</param>
    /// <param name="json">Source-generated metadata of the state.</param>
    public static SagaBuilder<TState> Define<TState>(string name, int version, JsonTypeInfo<TState> json)
        where TState : class =>
        new DefinitionBuilder<TState>(new DefinitionDraft<TState>(name, version, json));
}
