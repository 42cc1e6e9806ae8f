using Seckill.Sagas;

namespace Seckill.Sqlite.Sagas;

internal sealed class SqliteSagaStore(SagaDatabase database, TimeProvider clock) : ISagaStore
{
    private const int MostOwnerCharacters = 100;

    public ValueTask CommitAsync(ReadOnlyMemory<SagaRecord> records, Memory<SagaCommitOutcome> outcomes, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outcomes.Length, records.Length);
        return records.IsEmpty ? ValueTask.CompletedTask : CommitAsync(SagaBatch.Of(records.Span), outcomes, cancellationToken);
    }

    public ValueTask<SagaRecord?> FindAsync(SagaId id, CancellationToken cancellationToken = default) =>
        database.ReadAsync(static (sagas, wanted) => sagas.Find(wanted), id, cancellationToken);

    public ValueTask<IReadOnlyList<SagaRecord?>> FindAsync(IReadOnlyList<SagaId> ids, CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<SagaId>, IReadOnlyList<SagaRecord?>>(
            static (sagas, wanted) => wanted.Select(sagas.Find).ToArray(),
            ids,
            cancellationToken);

    public ValueTask<SagaRecord?> FindAsync(string definition, string correlationKey, CancellationToken cancellationToken = default) =>
        database.ReadAsync(static (sagas, wanted) => sagas.Find(wanted.definition, wanted.correlationKey), (definition, correlationKey), cancellationToken);

    public ValueTask<SagaClaimPage> ClaimDueAsync(SagaClaim claim, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(claim.Max, 1, nameof(claim));
        return database.ReadAsync(static (sagas, wanted) => sagas.Claims.Take(wanted), claim, cancellationToken);
    }

    public ValueTask<SagaPage> QueryAsync(SagaQuery query, CancellationToken cancellationToken = default) =>
        database.ReadAsync(static (sagas, wanted) => sagas.Lists.Query(wanted), query, cancellationToken);

    public ValueTask<int?> FindHighestShardAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync(static (sagas, _) => sagas.Lists.HighestShard(), 0, cancellationToken);

    public ValueTask<IReadOnlyList<SagaCount>> CountAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync(static (sagas, _) => sagas.Lists.Count(), 0, cancellationToken);

    public ValueTask<int> DeleteEndedAsync(DateTimeOffset updatedBefore, int max, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        return database.WriteAsync(
            static (sagas, wanted) => sagas.Tidying.DeleteEnded(wanted.updatedBefore, wanted.max),
            (updatedBefore, max),
            cancellationToken,
            max);
    }

    public ValueTask<ShardLease?> AcquireShardAsync(int shard, string owner, TimeSpan timeToLive, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentException.ThrowIfNullOrEmpty(owner);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(owner.Length, MostOwnerCharacters, nameof(owner));
        return database.WriteAsync(
            static (sagas, wanted) => sagas.Shards.Acquire(wanted.shard, wanted.owner, wanted.timeToLive),
            (shard, owner, timeToLive),
            cancellationToken);
    }

    public ValueTask<ShardLease?> RenewShardAsync(ShardLease lease, TimeSpan timeToLive, CancellationToken cancellationToken = default) =>
        database.WriteAsync(static (sagas, wanted) => sagas.Shards.Renew(wanted.lease, wanted.timeToLive), (lease, timeToLive), cancellationToken);

    public async ValueTask ReleaseShardAsync(ShardLease lease, CancellationToken cancellationToken = default) =>
        await database.WriteAsync(static (sagas, wanted) => sagas.Shards.Release(wanted), lease, cancellationToken).ConfigureAwait(false);

    public ValueTask<IReadOnlyList<ShardLease>> ListShardsAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync(static (sagas, now) => sagas.ListShards(now), clock.GetUtcNow(), cancellationToken);

    // The caller's buffers are his own again when he stops waiting, so the writer has neither of them.
    private async ValueTask CommitAsync(SagaBatch batch, Memory<SagaCommitOutcome> outcomes, CancellationToken cancellationToken)
    {
        var answers = await database.WriteAsync(static (sagas, all) => sagas.Rows.Commit(all), batch, cancellationToken, batch.Count).ConfigureAwait(false);
        answers.CopyTo(outcomes);
    }
}
