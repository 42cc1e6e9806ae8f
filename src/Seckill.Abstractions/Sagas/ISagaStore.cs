namespace Seckill.Sagas;

/// <summary>
/// Keeps sagas' records and the leases of their shards. What a call answered is durable; an exception always means "unknown", and the call
/// may be repeated. Time is the store's own wherever a lease is concerned.
/// </summary>
public interface ISagaStore
{
    /// <summary>
    /// Writes records, each for itself: a refused one does not stop its neighbours, and a call without an answer may have written any of them.
    /// A record is written when the stored one has <see cref="SagaRecord.Seq"/> − 1 (none for 1) and its shard was not granted under an epoch
    /// higher than its own. Looked at in this order: the same write again is <see cref="SagaCommitOutcome.Committed"/>, then
    /// <see cref="SagaCommitOutcome.Fenced"/>, <see cref="SagaCommitOutcome.Stale"/>, <see cref="SagaCommitOutcome.KeyTaken"/>.
    /// </summary>
    /// <param name="records">
    /// The records; an id occurs once. They are lent for the call, with all that they refer to: the caller may fill them anew once it has completed,
    /// or once the waiting has stopped. A store copies, or writes down, whatever it needs later.
    /// </param>
    /// <param name="outcomes">Takes the outcome of each, in the same order; as long as <paramref name="records"/> or longer.</param>
    /// <param name="cancellationToken">Stops the waiting, not the outcome.</param>
    ValueTask CommitAsync(ReadOnlyMemory<SagaRecord> records, Memory<SagaCommitOutcome> outcomes, CancellationToken cancellationToken = default);

    /// <summary>Reads a saga's record; null when there is none.</summary>
    ValueTask<SagaRecord?> FindAsync(SagaId id, CancellationToken cancellationToken = default);

    /// <summary>Reads sagas' records by id, null where there is none, in the order asked; an id may occur twice.</summary>
    ValueTask<IReadOnlyList<SagaRecord?>> FindAsync(IReadOnlyList<SagaId> ids, CancellationToken cancellationToken = default);

    /// <summary>Reads the unfinished saga with a correlation key, else the one that was started last; null when there is none.</summary>
    ValueTask<SagaRecord?> FindAsync(string definition, string correlationKey, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives a shard's owner a page of the records that need work. It changes nothing: the owner knows what he is working on, and the
    /// compare-and-set decides against everybody else. Empty when the epoch is not the shard's current one.
    /// </summary>
    ValueTask<SagaClaimPage> ClaimDueAsync(SagaClaim claim, CancellationToken cancellationToken = default);

    /// <summary>Lists records for operators, newest start first.</summary>
    ValueTask<SagaPage> QueryAsync(SagaQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// The highest shard with a saga that the shard's owner has to drive: one that runs, is being undone, or is due at some time; null when there is
    /// none. Engines ask at their start and then once a minute. Unless a store can tell, all its records are read for it, a page at a time: a store
    /// that only stands before another one hands the question on.
    /// </summary>
    async ValueTask<int?> FindHighestShardAsync(CancellationToken cancellationToken = default)
    {
        int? highest = null;
        var query = new SagaQuery { PageSize = 1000 };
        while (true)
        {
            var page = await QueryAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var record in page.Records)
            {
                var isDriven = record.DueAt is not null || record.Status is SagaStatus.Running or SagaStatus.Compensating;
                highest = isDriven && !(record.Shard <= highest) ? record.Shard : highest;
            }

            if (!page.HasMore)
            {
                return highest;
            }

            query = query with { Page = query.Page + 1 };
        }
    }

    /// <summary>Counts the kept sagas; for operators, it may read the whole store.</summary>
    ValueTask<IReadOnlyList<SagaCount>> CountAsync(CancellationToken cancellationToken = default);

    /// <summary>Forgets ended sagas without anything left to send whose last record is older than the moment given.</summary>
    /// <returns>How many were forgotten, at most <paramref name="max"/>.</returns>
    ValueTask<int> DeleteEndedAsync(DateTimeOffset updatedBefore, int max, CancellationToken cancellationToken = default);

    /// <summary>Takes a shard that is free, released, expired or already the owner's, under the next epoch; null when somebody else holds it.</summary>
    /// <param name="shard">The shard, 0 or higher; shards need no creation.</param>
    /// <param name="owner">Unique for each start of a process, at most 100 characters.</param>
    /// <param name="timeToLive">How long the lease lasts unless it is renewed.</param>
    /// <param name="cancellationToken">Stops the waiting, not the outcome.</param>
    ValueTask<ShardLease?> AcquireShardAsync(int shard, string owner, TimeSpan timeToLive, CancellationToken cancellationToken = default);

    /// <summary>Prolongs a lease, even an expired one as long as nobody took the shard; null when it is lost.</summary>
    ValueTask<ShardLease?> RenewShardAsync(ShardLease lease, TimeSpan timeToLive, CancellationToken cancellationToken = default);

    /// <summary>Gives a shard up, so that the next owner need not wait. Nothing happens when it is already lost.</summary>
    ValueTask ReleaseShardAsync(ShardLease lease, CancellationToken cancellationToken = default);

    /// <summary>Lists the leases that have not expired, by shard.</summary>
    ValueTask<IReadOnlyList<ShardLease>> ListShardsAsync(CancellationToken cancellationToken = default);
}
