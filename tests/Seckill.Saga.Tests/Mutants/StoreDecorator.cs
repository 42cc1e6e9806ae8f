namespace Seckill.Sagas.Tests.Mutants;

/// <summary>A store behind which another one does the work; bugs are planted by overriding.</summary>
internal abstract class StoreDecorator(ISagaStore store) : ISagaStore
{
    public virtual ValueTask CommitAsync(ReadOnlyMemory<SagaRecord> records, Memory<SagaCommitOutcome> outcomes, CancellationToken cancellationToken = default) =>
        store.CommitAsync(records, outcomes, cancellationToken);

    public virtual ValueTask<SagaRecord?> FindAsync(SagaId id, CancellationToken cancellationToken = default) => store.FindAsync(id, cancellationToken);

    public virtual ValueTask<IReadOnlyList<SagaRecord?>> FindAsync(IReadOnlyList<SagaId> ids, CancellationToken cancellationToken = default) =>
        store.FindAsync(ids, cancellationToken);

    public virtual ValueTask<SagaRecord?> FindAsync(string definition, string correlationKey, CancellationToken cancellationToken = default) =>
        store.FindAsync(definition, correlationKey, cancellationToken);

    public virtual ValueTask<SagaClaimPage> ClaimDueAsync(SagaClaim claim, CancellationToken cancellationToken = default) =>
        store.ClaimDueAsync(claim, cancellationToken);

    public virtual ValueTask<SagaPage> QueryAsync(SagaQuery query, CancellationToken cancellationToken = default) => store.QueryAsync(query, cancellationToken);

    public virtual ValueTask<IReadOnlyList<SagaCount>> CountAsync(CancellationToken cancellationToken = default) => store.CountAsync(cancellationToken);

    public virtual ValueTask<int> DeleteEndedAsync(DateTimeOffset updatedBefore, int max, CancellationToken cancellationToken = default) =>
        store.DeleteEndedAsync(updatedBefore, max, cancellationToken);

    public virtual ValueTask<ShardLease?> AcquireShardAsync(int shard, string owner, TimeSpan timeToLive, CancellationToken cancellationToken = default) =>
        store.AcquireShardAsync(shard, owner, timeToLive, cancellationToken);

    public virtual ValueTask<ShardLease?> RenewShardAsync(ShardLease lease, TimeSpan timeToLive, CancellationToken cancellationToken = default) =>
        store.RenewShardAsync(lease, timeToLive, cancellationToken);

    public virtual ValueTask ReleaseShardAsync(ShardLease lease, CancellationToken cancellationToken = default) =>
        store.ReleaseShardAsync(lease, cancellationToken);

    public virtual ValueTask<IReadOnlyList<ShardLease>> ListShardsAsync(CancellationToken cancellationToken = default) => store.ListShardsAsync(cancellationToken);
}
