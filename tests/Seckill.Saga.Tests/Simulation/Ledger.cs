namespace Seckill.Sagas.Tests.Simulation;

/// <summary>What the store was seen to do, written down beside it.</summary>
internal sealed class Ledger
{
    private const string DeadlinePassed = "the deadline passed";

    private readonly Dictionary<int, long> _epochs = [];
    private readonly HashSet<long> _written = [];
    private readonly Dictionary<SagaId, SagaRecord> _last = [];

    public List<string> Violations { get; } = [];

    public int Fenced { get; private set; }

    public int Stale { get; private set; }

    public IReadOnlyDictionary<SagaId, SagaRecord> Last => _last;

    /// <summary>Ids of events that some durable record held.</summary>
    public HashSet<string> DurableEvents { get; } = [];

    public int Grants { get; private set; }

    public void Granted(ShardLease lease)
    {
        _epochs[lease.Shard] = lease.Epoch;
        Grants++;
    }

    public void Wrote(SagaRecord record, SagaCommitOutcome outcome)
    {
        Fenced += outcome == SagaCommitOutcome.Fenced ? 1 : 0;
        Stale += outcome == SagaCommitOutcome.Stale ? 1 : 0;
        if (outcome != SagaCommitOutcome.Committed || !_written.Add(record.WriteId))
        {
            return;
        }

        if (record.Epoch != 0 && record.Epoch < _epochs.GetValueOrDefault(record.Shard))
        {
            Violations.Add($"(j) a write of {record.Id} under epoch {record.Epoch} was taken after epoch {_epochs[record.Shard]} was granted");
        }

        if (_last.TryGetValue(record.Id, out var before))
        {
            CheckStep(before, record);
        }

        // Lent, so a copy is kept.
        _last[record.Id] = record with { State = default, Timeline = [] };
        DurableEvents.UnionWith(record.Outbox.Select(e => e.Id));
    }

    private void CheckStep(SagaRecord before, SagaRecord after)
    {
        if (after.Seq != before.Seq + 1)
        {
            Violations.Add($"(g) record {after.Seq} of {after.Id} was written over {before.Seq}");
        }

        if (before.Status.IsEnded() && after.Status != before.Status)
        {
            Violations.Add($"(g) {after.Id} was {before.Status} and became {after.Status}");
        }

        if (before.Status == SagaStatus.Compensating && after.Status is SagaStatus.Running or SagaStatus.Waiting or SagaStatus.Completed)
        {
            Violations.Add($"(c) {after.Id} was being undone and became {after.Status}");
        }

        if (before is { Status: SagaStatus.Waiting, Deadline: { } deadline } && after is { Status: SagaStatus.Compensating, Reason: DeadlinePassed } && after.UpdatedAt < deadline)
        {
            Violations.Add($"(m) {after.Id} gave up waiting {deadline - after.UpdatedAt} before its deadline");
        }

        if (before.PastPivot && after.Status is SagaStatus.Compensating or SagaStatus.Compensated)
        {
            Violations.Add($"(e) {after.Id} turned back behind its pivot");
        }
    }
}
