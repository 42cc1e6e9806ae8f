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

    private readonly ImpliedCommits _commits = new(rows, ledger);
    private readonly ImpliedLists _implied = new(rows, ledger);

    public ValueTask CommitAsync(ReadOnlyMemory<SagaRecord> records, Memory<SagaCommitOutcome> outcomes, CancellationToken cancellationToken = default) =>
        _commits.CommitAsync(records, outcomes, cancellationToken);

    public async ValueTask<SagaRecord?> FindAsync(SagaId id, CancellationToken cancellationToken = default) =>
        await rows.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } row ? row
        : ImpliedSagas.TryId(id, out var purchase) && await ledger.FindAsync(purchase, cancellationToken).ConfigureAwait(false) is { } order ? ImpliedSagas.Of(order)
        : null;

    public async ValueTask<IReadOnlyList<SagaRecord?>> FindAsync(IReadOnlyList<SagaId> ids, CancellationToken cancellationToken = default)
    {
        var found = (await rows.FindAsync(ids, cancellationToken).ConfigureAwait(false)).ToArray();
        var purchases = ids.Select(static saga => ImpliedSagas.TryId(saga, out var id) ? id : default).ToList();
        var orders = await ledger.FindAsync(purchases, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < found.Length; i++)
        {
            found[i] ??= orders[i] is { } order ? ImpliedSagas.Of(order) : null;
        }

        return found;
    }

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
        var implied = await _implied.DueAsync(claim, cancellationToken).ConfigureAwait(false);
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
        var implied = await _implied.ListAsync(query.Status, end + 1, cancellationToken).ConfigureAwait(false);
        var all = own.Concat(implied).OrderByDescending(r => r.CreatedAt).Skip(end - query.PageSize).Take(query.PageSize + 1).ToList();
        return new SagaPage([.. all.Take(query.PageSize)], all.Count > query.PageSize);
    }

    // What the ledger implies is on the first one.
    public ValueTask<int?> FindHighestShardAsync(CancellationToken cancellationToken = default) => rows.FindHighestShardAsync(cancellationToken);

    public ValueTask<IReadOnlyList<SagaCount>> CountAsync(CancellationToken cancellationToken = default) => rows.CountAsync(cancellationToken);

    public ValueTask<int> DeleteEndedAsync(DateTimeOffset updatedBefore, int max, CancellationToken cancellationToken = default) =>
        rows.DeleteEndedAsync(updatedBefore, max, cancellationToken);

    public ValueTask<ShardLease?> AcquireShardAsync(int shard, string owner, TimeSpan timeToLive, CancellationToken cancellationToken = default) =>
        rows.AcquireShardAsync(shard, owner, timeToLive, cancellationToken);

    public ValueTask<ShardLease?> RenewShardAsync(ShardLease lease, TimeSpan timeToLive, CancellationToken cancellationToken = default) =>
        rows.RenewShardAsync(lease, timeToLive, cancellationToken);

    public ValueTask ReleaseShardAsync(ShardLease lease, CancellationToken cancellationToken = default) => rows.ReleaseShardAsync(lease, cancellationToken);

    public ValueTask<IReadOnlyList<ShardLease>> ListShardsAsync(CancellationToken cancellationToken = default) => rows.ListShardsAsync(cancellationToken);

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

    // What the ledger implies belongs to the current owner of the shard alone, like its rows.
    private async ValueTask<bool> IsCurrentAsync(SagaClaim claim, CancellationToken cancellationToken) =>
        (await rows.ListShardsAsync(cancellationToken).ConfigureAwait(false)).Any(lease => lease.Shard == claim.Shard && lease.Epoch == claim.Epoch);
}
