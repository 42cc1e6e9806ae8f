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
    private const int ListPage = 100;

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
        return implied.Count == 0 || !await IsCurrentAsync(claim, cancellationToken).ConfigureAwait(false) ? page : page with { Records = [.. page.Records, .. implied] };
    }

    public async ValueTask<SagaPage> QueryAsync(SagaQuery query, CancellationToken cancellationToken = default)
    {
        if (query.Definition is not (null or PurchaseSaga.Name) || query.NotUpdatedSince is not null || query.Status is SagaStatus.Parked or SagaStatus.Compensating or SagaStatus.Running)
        {
            return await rows.QueryAsync(query, cancellationToken).ConfigureAwait(false);
        }

        // Newest first of both: so the first rows of each, up to the page's end and one more.
        var end = query.Page * query.PageSize;
        var own = await ListOwnAsync(query, end + 1, cancellationToken).ConfigureAwait(false);
        var implied = await ListImpliedAsync(query.Status, end + 1, cancellationToken).ConfigureAwait(false);
        var all = own.Concat(implied).OrderByDescending(r => r.CreatedAt).Skip(end - query.PageSize).Take(query.PageSize + 1).ToList();
        return new SagaPage([.. all.Take(query.PageSize)], all.Count > query.PageSize);
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

    private static OrderStatus?[] StatesOf(SagaStatus? status) => status switch
    {
        SagaStatus.Waiting => [OrderStatus.PendingPayment],
        SagaStatus.Completed => [OrderStatus.Paid],
        SagaStatus.Compensated => [OrderStatus.Cancelled, OrderStatus.Void],
        _ => [null],
    };

    private async ValueTask<List<SagaRecord>> ListOwnAsync(SagaQuery query, int count, CancellationToken cancellationToken)
    {
        var list = new List<SagaRecord>();
        var more = true;
        for (var page = 1; more && list.Count < count; page++)
        {
            var found = await rows.QueryAsync(query with { Page = page, PageSize = ListPage }, cancellationToken).ConfigureAwait(false);
            list.AddRange(found.Records);
            more = found.HasMore;
        }

        return list;
    }

    // The newest first; a purchase with a row of its own is listed by that row, whatever its status.
    private async ValueTask<List<SagaRecord>> ListImpliedAsync(SagaStatus? status, int count, CancellationToken cancellationToken)
    {
        // A paid order waits until it is booked; there are never many of them.
        IReadOnlyList<Order> unsynced = status == SagaStatus.Waiting
            ? await ledger.ListUnsyncedAsync(DateTimeOffset.MaxValue, count, cancellationToken).ConfigureAwait(false)
            : [];
        var list = await WithoutRowAsync(unsynced, cancellationToken).ConfigureAwait(false);
        foreach (var state in StatesOf(status))
        {
            var (taken, more) = (0, true);
            for (var page = 1; more && taken < count; page++)
            {
                var orders = await ledger.ListAsync(state, page, ListPage, cancellationToken).ConfigureAwait(false);
                foreach (var record in orders.Items.Select(o => ImpliedSagas.Of(o)).Where(r => status is null || r.Status == status))
                {
                    if (taken < count && await rows.FindAsync(record.Id, cancellationToken).ConfigureAwait(false) is null)
                    {
                        list.Add(record);
                        taken++;
                    }
                }

                more = orders.HasMore;
            }
        }

        return list;
    }

    // What the ledger implies belongs to the current owner of the shard alone, like its rows.
    private async ValueTask<bool> IsCurrentAsync(SagaClaim claim, CancellationToken cancellationToken) =>
        (await rows.ListShardsAsync(cancellationToken).ConfigureAwait(false)).Any(lease => lease.Shard == claim.Shard && lease.Epoch == claim.Epoch);

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
        return await WithoutRowAsync(overdue.Concat(unsynced), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<List<SagaRecord>> WithoutRowAsync(IEnumerable<Order> orders, CancellationToken cancellationToken)
    {
        var implied = new List<SagaRecord>();
        foreach (var order in orders)
        {
            var record = ImpliedSagas.Of(order, ImpliedShard);
            if (await rows.FindAsync(record.Id, cancellationToken).ConfigureAwait(false) is null)
            {
                implied.Add(record);
            }
        }

        return implied;
    }
}
