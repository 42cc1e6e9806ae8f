namespace Seckill.Sagas.Tests.Simulation;

/// <summary>The shared store as a step's own transaction reaches it: at once, and written down like every other write.</summary>
internal sealed class SimRows(ISagaStore store, Ledger ledger)
{
    /// <summary>False when the store refused the record.</summary>
    public bool TryWrite(SagaRecord record)
    {
        var outcomes = new SagaCommitOutcome[1];
        Now(store.CommitAsync(new[] { record }, outcomes).AsTask());
        ledger.Wrote(record, outcomes[0]);
        return outcomes[0] == SagaCommitOutcome.Committed;
    }

    /// <summary>A saga's record; null when there is none.</summary>
    public SagaRecord? Find(SagaId id)
    {
        var finding = store.FindAsync(id).AsTask();
        Now(finding);
        return finding.Result;
    }

    private static void Now(Task call) => Assert.True(call.IsCompletedSuccessfully, "The shared store is expected to answer at once.");
}
