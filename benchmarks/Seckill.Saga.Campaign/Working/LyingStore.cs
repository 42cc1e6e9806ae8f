namespace Seckill.Sagas.Campaign.Working;

/// <summary>A planted bug: one in a thousand first records is answered as committed and never written.</summary>
internal sealed class LyingStore(ISagaStore store) : ISagaStore
{
    private const int OneIn = 1000;

    private int _first;

    public async ValueTask CommitAsync(ReadOnlyMemory<SagaRecord> records, Memory<SagaCommitOutcome> outcomes, CancellationToken cancellationToken = default)
    {
        var kept = new List<SagaRecord>(records.Length);
        var places = new List<int>(records.Length);
        for (var i = 0; i < records.Length; i++)
        {
            if (records.Span[i].Seq == 1 && Interlocked.Increment(ref _first) % OneIn == 0)
            {
                outcomes.Span[i] = SagaCommitOutcome.Committed;
            }
            else
            {
                kept.Add(records.Span[i]);
                places.Add(i);
            }
        }

        var answers = new SagaCommitOutcome[kept.Count];
        await store.CommitAsync(kept.ToArray(), answers, cancellationToken);
        for (var i = 0; i < answers.Length; i++)
        {
            outcomes.Span[places[i]] = answers[i];
        }
    }

    public ValueTask<SagaRecord?> FindAsync(SagaId id, CancellationToken cancellationToken = default) => store.FindAsync(id, cancellationToken);

    public ValueTask<IReadOnlyList<SagaRecord?>> FindAsync(IReadOnlyList<SagaId> ids, CancellationToken cancellationToken = default) => store.FindAsync(ids, cancellationToken);

    public ValueTask<SagaRecord?> FindAsync(string definition, string correlationKey, CancellationToken cancellationToken = default) =>
        store.FindAsync(definition, correlationKey, cancellationToken);

    public ValueTask<SagaClaimPage> ClaimDueAsync(SagaClaim claim, CancellationToken cancellationToken = default) => store.ClaimDueAsync(claim, cancellationToken);

    public ValueTask<SagaPage> QueryAsync(SagaQuery query, CancellationToken cancellationToken = default) => store.QueryAsync(query, cancellationToken);

    public ValueTask<int?> FindHighestShardAsync(CancellationToken cancellationToken = default) => store.FindHighestShardAsync(cancellationToken);

    public ValueTask<IReadOnlyList<SagaCount>> CountAsync(CancellationToken cancellationToken = default) => store.CountAsync(cancellationToken);

    public ValueTask<int> DeleteEndedAsync(DateTimeOffset updatedBefore, int max, CancellationToken cancellationToken = default) =>
        store.DeleteEndedAsync(updatedBefore, max, cancellationToken);

    public ValueTask<ShardLease?> AcquireShardAsync(int shard, string owner, TimeSpan timeToLive, CancellationToken cancellationToken = default) =>
        store.AcquireShardAsync(shard, owner, timeToLive, cancellationToken);

    public ValueTask<ShardLease?> RenewShardAsync(ShardLease lease, TimeSpan timeToLive, CancellationToken cancellationToken = default) =>
        store.RenewShardAsync(lease, timeToLive, cancellationToken);

    public ValueTask ReleaseShardAsync(ShardLease lease, CancellationToken cancellationToken = default) => store.ReleaseShardAsync(lease, cancellationToken);

    public ValueTask<IReadOnlyList<ShardLease>> ListShardsAsync(CancellationToken cancellationToken = default) => store.ListShardsAsync(cancellationToken);
}
