using Seckill.Sagas;
using Seckill.Testing.Sagas.Simulation;

namespace Seckill.Testing.Sagas.Kit;

/// <summary>The store as one process reaches it: nothing that comes from a dead one arrives.</summary>
internal sealed class ScenarioStore(ISagaStore store, SimOwner owner, ScenarioDeaths deaths) : ISagaStore
{
    public ValueTask CommitAsync(ReadOnlyMemory<SagaRecord> records, Memory<SagaCommitOutcome> outcomes, CancellationToken cancellationToken = default) =>
        deaths.Strikes(owner) ? Never<bool>() : store.CommitAsync(records, outcomes, cancellationToken);

    public ValueTask<SagaRecord?> FindAsync(SagaId id, CancellationToken cancellationToken = default) => store.FindAsync(id, cancellationToken);

    public ValueTask<IReadOnlyList<SagaRecord?>> FindAsync(IReadOnlyList<SagaId> ids, CancellationToken cancellationToken = default) => store.FindAsync(ids, cancellationToken);

    public ValueTask<SagaRecord?> FindAsync(string definition, string correlationKey, CancellationToken cancellationToken = default) =>
        store.FindAsync(definition, correlationKey, cancellationToken);

    public ValueTask<SagaClaimPage> ClaimDueAsync(SagaClaim claim, CancellationToken cancellationToken = default) => store.ClaimDueAsync(claim, cancellationToken);

    public ValueTask<SagaPage> QueryAsync(SagaQuery query, CancellationToken cancellationToken = default) => store.QueryAsync(query, cancellationToken);

    public ValueTask<int?> FindHighestShardAsync(CancellationToken cancellationToken = default) => store.FindHighestShardAsync(cancellationToken);

    public ValueTask<IReadOnlyList<SagaCount>> CountAsync(CancellationToken cancellationToken = default) => store.CountAsync(cancellationToken);

    public ValueTask<int> DeleteEndedAsync(DateTimeOffset updatedBefore, int max, CancellationToken cancellationToken = default) => new(0);

    public ValueTask<ShardLease?> AcquireShardAsync(int shard, string name, TimeSpan timeToLive, CancellationToken cancellationToken = default) =>
        store.AcquireShardAsync(shard, name, timeToLive, cancellationToken);

    public ValueTask<ShardLease?> RenewShardAsync(ShardLease lease, TimeSpan timeToLive, CancellationToken cancellationToken = default) =>
        store.RenewShardAsync(lease, timeToLive, cancellationToken);

    public ValueTask ReleaseShardAsync(ShardLease lease, CancellationToken cancellationToken = default) => store.ReleaseShardAsync(lease, cancellationToken);

    public ValueTask<IReadOnlyList<ShardLease>> ListShardsAsync(CancellationToken cancellationToken = default) => store.ListShardsAsync(cancellationToken);

    private static ValueTask Never<T>() => new(new TaskCompletionSource<T>().Task);
}
