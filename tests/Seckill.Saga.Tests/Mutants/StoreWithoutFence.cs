namespace Seckill.Sagas.Tests.Mutants;

/// <summary>A planted bug: nobody looks at the epoch of a write.</summary>
internal sealed class StoreWithoutFence(ISagaStore store) : StoreDecorator(store)
{
    public override ValueTask CommitAsync(ReadOnlyMemory<SagaRecord> records, Memory<SagaCommitOutcome> outcomes, CancellationToken cancellationToken = default) =>
        base.CommitAsync(records.ToArray().Select(r => r with { Epoch = 0 }).ToArray(), outcomes, cancellationToken);
}
