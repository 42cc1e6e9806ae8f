using Seckill.Ledger;
using Seckill.Sagas;

namespace Seckill.PurchaseSagas;

/// <summary>Reads what orders imply. A purchase with a row of its own is that row, whatever its status, and is left out.</summary>
internal sealed class ImpliedLists(ISagaStore rows, IOrderLedger ledger)
{
    private const int Page = 100;

    /// <summary>Purchases whose time has come, at most twice the number asked for.</summary>
    public async ValueTask<List<SagaRecord>> DueAsync(SagaClaim claim, CancellationToken cancellationToken)
    {
        var overdue = await ledger.ListOverdueAsync(claim.AsOf, claim.Max, cancellationToken).ConfigureAwait(false);
        var unsynced = await ledger.ListUnsyncedAsync(claim.AsOf, claim.Max, cancellationToken).ConfigureAwait(false);
        return await WithoutRowAsync([.. overdue, .. unsynced], claim.Shard, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The newest first, of one status or of any.</summary>
    public async ValueTask<List<SagaRecord>> ListAsync(SagaStatus? status, int count, CancellationToken cancellationToken)
    {
        // A paid order waits until it is booked; there are never many of them.
        IReadOnlyList<Order> unsynced = status == SagaStatus.Waiting
            ? await ledger.ListUnsyncedAsync(DateTimeOffset.MaxValue, count, cancellationToken).ConfigureAwait(false)
            : [];
        var list = await WithoutRowAsync(unsynced, shard: 0, cancellationToken).ConfigureAwait(false);
        foreach (var state in StatesOf(status))
        {
            var (taken, more) = (0, true);
            for (var page = 1; more && taken < count; page++)
            {
                var orders = await ledger.ListAsync(state, page, Page, cancellationToken).ConfigureAwait(false);
                var found = await WithoutRowAsync(orders.Items, shard: 0, cancellationToken).ConfigureAwait(false);
                found.RemoveAll(r => status is not null && r.Status != status);
                list.AddRange(found.Take(count - taken));
                (taken, more) = (taken + found.Count, orders.HasMore);
            }
        }

        return list;
    }

    private static OrderStatus?[] StatesOf(SagaStatus? status) => status switch
    {
        SagaStatus.Waiting => [OrderStatus.PendingPayment],
        SagaStatus.Completed => [OrderStatus.Paid],
        SagaStatus.Compensated => [OrderStatus.Cancelled, OrderStatus.Void],
        _ => [null],
    };

    private async ValueTask<List<SagaRecord>> WithoutRowAsync(IReadOnlyList<Order> orders, int shard, CancellationToken cancellationToken)
    {
        if (orders.Count == 0)
        {
            return [];
        }

        var found = await rows.FindAsync(orders.Select(ImpliedSagas.IdOf).ToList(), cancellationToken).ConfigureAwait(false);
        return [.. Enumerable.Range(0, orders.Count).Where(i => found[i] is null).Select(i => ImpliedSagas.Of(orders[i], shard))];
    }
}
