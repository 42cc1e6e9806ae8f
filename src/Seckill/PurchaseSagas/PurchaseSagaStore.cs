using Microsoft.Extensions.DependencyInjection;
using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sagas;

namespace Seckill.PurchaseSagas;

/// <summary>
/// The host's sagas: records as rows, and those of purchases that the ledger's own rows imply, so that a purchase that goes well costs no write
/// beyond its order. A purchase that has a row of its own, because something went wrong, is that row.
/// </summary>
internal sealed class PurchaseSagaStore([FromKeyedServices(SagaStores.Records)] ISagaStore rows, IOrderLedger ledger) : ISagaStore
{
    // Orders name no shard, so the owner of the first one drives what they imply.
    private const int ImpliedShard = 0;

    public async ValueTask CommitAsync(ReadOnlyMemory<SagaRecord> records, Memory<SagaCommitOutcome> outcomes, CancellationToken cancellationToken = default)
    {
        var plain = new List<int>(records.Length);
        for (var i = 0; i < records.Length; i++)
        {
            var record = records.Span[i];
            if (record.Seq == 1 || record.Definition != PurchaseSaga.Name || await rows.FindAsync(record.Id, cancellationToken).ConfigureAwait(false) is not null)
            {
                plain.Add(i);
            }
            else
            {
                var outcome = await CommitImpliedAsync(record, cancellationToken).ConfigureAwait(false);
                outcomes.Span[i] = outcome;
            }
        }

        if (plain.Count == records.Length)
        {
            await rows.CommitAsync(records, outcomes, cancellationToken).ConfigureAwait(false);
            return;
        }

        var some = plain.Select(i => records.Span[i]).ToArray();
        var answers = new SagaCommitOutcome[some.Length];
        await rows.CommitAsync(some, answers, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < some.Length; i++)
        {
            outcomes.Span[plain[i]] = answers[i];
        }
    }

    public async ValueTask<SagaRecord?> FindAsync(SagaId id, CancellationToken cancellationToken = default) =>
        await rows.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } row ? row
        : ImpliedSagas.TryId(id, out var purchase) && await ledger.FindAsync(purchase, cancellationToken).ConfigureAwait(false) is { } order ? ImpliedSagas.Of(order)
        : null;

    public ValueTask<SagaRecord?> FindAsync(string definition, string correlationKey, CancellationToken cancellationToken = default) =>
        rows.FindAsync(definition, correlationKey, cancellationToken);

    public async ValueTask<SagaClaimPage> ClaimDueAsync(SagaClaim claim, CancellationToken cancellationToken = default)
    {
        var page = await rows.ClaimDueAsync(claim, cancellationToken).ConfigureAwait(false);
        if (claim is not { Shard: ImpliedShard, Kind: SagaClaimKind.Due, After: null })
        {
            return page;
        }

        // The head of what is due is enough: what is driven from it is no longer due at the next look.
        var implied = await DueAsync(claim, cancellationToken).ConfigureAwait(false);
        return implied.Count == 0 ? page : page with { Records = [.. page.Records, .. implied] };
    }

    public async ValueTask<SagaPage> QueryAsync(SagaQuery query, CancellationToken cancellationToken = default)
    {
        if (query.Definition is not (null or PurchaseSaga.Name) || query.NotUpdatedSince is not null || query.Status is SagaStatus.Parked or SagaStatus.Compensating or SagaStatus.Running)
        {
            return await rows.QueryAsync(query, cancellationToken).ConfigureAwait(false);
        }

        // Newest first of both: so the first rows of each, up to the page's end.
        var end = query.Page * query.PageSize;
        var own = await rows.QueryAsync(query with { Page = 1, PageSize = Math.Min(end, 1000) }, cancellationToken).ConfigureAwait(false);
        var known = own.Records.Select(r => r.Id).ToHashSet();
        var orders = await ledger.ListAsync(StatusOf(query.Status), 1, end + 1, cancellationToken).ConfigureAwait(false);
        var implied = orders.Items.Select(o => ImpliedSagas.Of(o)).Where(r => (query.Status is null || r.Status == query.Status) && !known.Contains(r.Id));
        var all = own.Records.Concat(implied).OrderByDescending(r => r.CreatedAt).Skip(end - query.PageSize).Take(query.PageSize + 1).ToList();
        return new SagaPage([.. all.Take(query.PageSize)], all.Count > query.PageSize || own.HasMore);
    }

    public ValueTask<IReadOnlyList<SagaCount>> CountAsync(CancellationToken cancellationToken = default) => rows.CountAsync(cancellationToken);

    public ValueTask<int> DeleteEndedAsync(DateTimeOffset updatedBefore, int max, CancellationToken cancellationToken = default) =>
        rows.DeleteEndedAsync(updatedBefore, max, cancellationToken);

    public ValueTask<ShardLease?> AcquireShardAsync(int shard, string owner, TimeSpan timeToLive, CancellationToken cancellationToken = default) =>
        rows.AcquireShardAsync(shard, owner, timeToLive, cancellationToken);

    public ValueTask<ShardLease?> RenewShardAsync(ShardLease lease, TimeSpan timeToLive, CancellationToken cancellationToken = default) =>
        rows.RenewShardAsync(lease, timeToLive, cancellationToken);

    public ValueTask ReleaseShardAsync(ShardLease lease, CancellationToken cancellationToken = default) => rows.ReleaseShardAsync(lease, cancellationToken);

    public ValueTask<IReadOnlyList<ShardLease>> ListShardsAsync(CancellationToken cancellationToken = default) => rows.ListShardsAsync(cancellationToken);

    private static OrderStatus? StatusOf(SagaStatus? status) => status switch
    {
        SagaStatus.Waiting => OrderStatus.PendingPayment,
        SagaStatus.Completed => OrderStatus.Paid,
        SagaStatus.Compensated => OrderStatus.Cancelled,
        _ => null,
    };

    /// <summary>A record whose predecessor the ledger implies: nothing is left to write when the ledger implies this one too, else it becomes a row.</summary>
    private async ValueTask<SagaCommitOutcome> CommitImpliedAsync(SagaRecord record, CancellationToken cancellationToken)
    {
        if (!ImpliedSagas.TryId(record.Id, out var id) || await ledger.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } order)
        {
            return SagaCommitOutcome.Stale;
        }

        var implied = ImpliedSagas.Of(order, record.Shard);
        if (implied.Status.IsEnded() && implied.Status == record.Status)
        {
            return SagaCommitOutcome.Committed;
        }

        // Rows count from 1, so what was only implied is written first.
        var state = ImpliedSagas.WithRecord(record.State);
        for (var seq = 1; seq < record.Seq; seq++)
        {
            var outcome = await CommitRowAsync(implied with { Seq = seq, Epoch = record.Epoch, WriteId = record.WriteId - record.Seq + seq, State = state }, cancellationToken).ConfigureAwait(false);
            if (outcome != SagaCommitOutcome.Committed)
            {
                return outcome;
            }
        }

        return await CommitRowAsync(record with { State = state }, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<SagaCommitOutcome> CommitRowAsync(SagaRecord record, CancellationToken cancellationToken)
    {
        var outcomes = new SagaCommitOutcome[1];
        await rows.CommitAsync(new[] { record }, outcomes, cancellationToken).ConfigureAwait(false);
        return outcomes[0];
    }

    private async ValueTask<List<SagaRecord>> DueAsync(SagaClaim claim, CancellationToken cancellationToken)
    {
        var overdue = await ledger.ListOverdueAsync(claim.AsOf, claim.Max, cancellationToken).ConfigureAwait(false);
        var unsynced = await ledger.ListUnsyncedAsync(claim.AsOf, claim.Max, cancellationToken).ConfigureAwait(false);
        var due = new List<SagaRecord>(overdue.Count + unsynced.Count);
        foreach (var order in overdue.Concat(unsynced))
        {
            var record = ImpliedSagas.Of(order, ImpliedShard);
            if (await rows.FindAsync(record.Id, cancellationToken).ConfigureAwait(false) is null)
            {
                due.Add(record);
            }
        }

        return due;
    }
}
