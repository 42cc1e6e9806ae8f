namespace Seckill.Sagas.Engine;

/// <summary>The definitions of one engine, by name and version.</summary>
internal sealed class Registry
{
    private readonly Dictionary<(string Name, int Version), AnyRuntime> _runtimes = [];
    private readonly Dictionary<string, AnyRuntime> _newest = [];

    public Registry(IEnumerable<SagaDescription> definitions, EngineParts parts)
    {
        foreach (var definition in definitions)
        {
            var runtime = definition.CreateRuntime(parts);
            if (!_runtimes.TryAdd((definition.Name, definition.Version), runtime))
            {
                throw new ArgumentException($"Saga '{definition}' is registered twice. Register each version once.");
            }

            if (!_newest.TryGetValue(definition.Name, out var newest) || newest.Description.Version < definition.Version)
            {
                _newest[definition.Name] = runtime;
            }
        }
    }

    public IEnumerable<SagaDescription> Descriptions => _runtimes.Values.Select(r => r.Description);

    /// <summary>What can go on with a record; null when nothing here can.</summary>
    public AnyRuntime? Find(SagaRecord record) =>
        _runtimes.TryGetValue((record.Definition, record.Version), out var runtime) && runtime.Fits(record) ? runtime : null;

    /// <summary>Why nothing here can go on with a record.</summary>
    public string WhyNot(SagaRecord record) => _runtimes.ContainsKey((record.Definition, record.Version))
        ? $"the steps of definition '{record.Definition}' v{record.Version} are not those it was started with: register the old steps under v{record.Version} and the new ones under a higher version, then retry"
        : $"definition '{record.Definition}' v{record.Version} is not registered here: register it and retry, or complete the saga by hand";

    /// <summary>The newest version of a definition.</summary>
    /// <exception cref="ArgumentException">No such definition, or it has another state.</exception>
    public DefinitionRuntime<TState> Newest<TState>(string name)
        where TState : class
    {
        if (!_newest.TryGetValue(name, out var runtime))
        {
            throw new ArgumentException($"No saga '{name}' is registered. Add it with AddSaga(...).", nameof(name));
        }

        return runtime as DefinitionRuntime<TState>
            ?? throw new ArgumentException($"Saga '{runtime.Description}' has another state than {typeof(TState).Name}.", nameof(name));
    }

    /// <summary>A certain version of a definition.</summary>
    /// <exception cref="ArgumentException">It is not registered.</exception>
    public DefinitionRuntime<TState> Get<TState>(SagaDefinition<TState> definition)
        where TState : class =>
        _runtimes.TryGetValue((definition.Name, definition.Version), out var runtime) && runtime is DefinitionRuntime<TState> typed && typed.Definition == definition
            ? typed
            : throw new ArgumentException($"Saga '{definition}' is not registered. Add it with AddSaga(...).", nameof(definition));
}
