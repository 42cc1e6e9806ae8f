namespace Seckill.Sagas.Tests.Mutants;

/// <summary>A planted bug: a record is written over whatever is there.</summary>
internal sealed class StoreWithoutCompare(ISagaStore store) : StoreDecorator(store)
{
    public override async ValueTask CommitAsync(ReadOnlyMemory<SagaRecord> records, Memory<SagaCommitOutcome> outcomes, CancellationToken cancellationToken = default)
    {
        var changed = records.ToArray();
        for (var i = 0; i < changed.Length; i++)
        {
            changed[i] = changed[i] with { Seq = (await FindAsync(changed[i].Id, cancellationToken))?.Seq + 1 ?? 1 };
        }

        await base.CommitAsync(changed, outcomes, cancellationToken);
    }
}
