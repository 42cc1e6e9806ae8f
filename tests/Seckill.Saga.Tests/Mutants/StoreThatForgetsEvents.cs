namespace Seckill.Sagas.Tests.Mutants;

/// <summary>A planted bug: events that wait to be sent do not outlive the process.</summary>
internal sealed class StoreThatForgetsEvents(ISagaStore store) : StoreDecorator(store)
{
    public override ValueTask CommitAsync(ReadOnlyMemory<SagaRecord> records, Memory<SagaCommitOutcome> outcomes, CancellationToken cancellationToken = default) =>
        base.CommitAsync(records.ToArray().Select(r => r with { Outbox = [] }).ToArray(), outcomes, cancellationToken);
}
