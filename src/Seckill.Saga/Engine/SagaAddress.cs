namespace Seckill.Sagas.Engine;

/// <summary>How a saga is found: by id, or by definition and correlation key.</summary>
internal readonly record struct SagaAddress
{
    private readonly SagaId _id;
    private readonly string? _definition;
    private readonly string? _key;

    public SagaAddress(SagaId id) => _id = id;

    public SagaAddress(string definition, string key) => (_definition, _key) = (definition, key);

    /// <summary>The id, when it is known without asking the store.</summary>
    public SagaId? Id => _definition is null ? _id : null;

    public ValueTask<SagaRecord?> FindAsync(ISagaStore store, CancellationToken cancellationToken) =>
        _definition is null ? store.FindAsync(_id, cancellationToken) : store.FindAsync(_definition, _key!, cancellationToken);
}
