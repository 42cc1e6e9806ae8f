namespace Seckill.Sagas.Tests.Mutants;

/// <summary>A planted bug: what was lent for a call is kept, and given out as what is stored.</summary>
internal sealed class StoreThatKeepsRecords(ISagaStore store) : StoreDecorator(store)
{
    private readonly Dictionary<SagaId, SagaRecord> _kept = [];

    public override async ValueTask CommitAsync(ReadOnlyMemory<SagaRecord> records, Memory<SagaCommitOutcome> outcomes, CancellationToken cancellationToken = default)
    {
        await base.CommitAsync(records, outcomes, cancellationToken);
        for (var i = 0; i < records.Length; i++)
        {
            if (outcomes.Span[i] == SagaCommitOutcome.Committed)
            {
                _kept[records.Span[i].Id] = records.Span[i];
            }
        }
    }

    public override async ValueTask<SagaRecord?> FindAsync(SagaId id, CancellationToken cancellationToken = default) =>
        _kept.TryGetValue(id, out var kept) ? kept : await base.FindAsync(id, cancellationToken);
}
