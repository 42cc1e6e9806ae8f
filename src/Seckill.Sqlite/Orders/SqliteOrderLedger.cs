using System.Runtime.CompilerServices;
using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Sqlite.Reading;
using Seckill.Sqlite.Sales;

namespace Seckill.Sqlite.Orders;

internal sealed class SqliteOrderLedger(SqliteDatabase database) : IOrderLedger
{
    private const int BuyersPage = 4096;

    public ValueTask<IReadOnlyList<CreateResult>> CreateAsync(IReadOnlyList<OrderDraft> drafts, CancellationToken cancellationToken = default)
    {
        for (var i = 0; i < drafts.Count; i++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(drafts[i].Quantity, 1, nameof(drafts));
        }

        return drafts.Count == 0
            ? ValueTask.FromResult<IReadOnlyList<CreateResult>>([])
            : database.Writer.RunAsync(static (session, all) => session.Ledger.Creation.Create(all), Copy(drafts), cancellationToken, drafts.Count);
    }

    public ValueTask<IReadOnlyList<CancelResult>> CancelAsync(IReadOnlyList<CancelRequest> requests, CancellationToken cancellationToken = default)
    {
        for (var i = 0; i < requests.Count; i++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(requests[i].Draft.Quantity, 1, nameof(requests));
        }

        return requests.Count == 0
            ? ValueTask.FromResult<IReadOnlyList<CancelResult>>([])
            : database.Writer.RunAsync(static (session, all) => session.Ledger.Cancellation.Cancel(all), Copy(requests), cancellationToken, requests.Count);
    }

    public ValueTask<PaymentResult> PayAsync(Payment payment, CancellationToken cancellationToken = default) =>
        database.Writer.RunAsync(static (session, given) => session.Ledger.Payments.Pay(given), payment, cancellationToken);

    public ValueTask<Order?> FindAsync(PurchaseId id, CancellationToken cancellationToken = default) =>
        database.Readers.RunAsync(static (session, wanted) => session.Ledger.Orders.Find(wanted), id, cancellationToken);

    public ValueTask<IReadOnlyList<Order?>> FindAsync(IReadOnlyList<PurchaseId> ids, CancellationToken cancellationToken = default) =>
        database.Readers.RunAsync<IReadOnlyList<PurchaseId>, IReadOnlyList<Order?>>(
            static (session, wanted) => session.Ledger.InOneView(() => wanted.Select(session.Ledger.Orders.Find).ToArray()),
            ids,
            cancellationToken);

    public ValueTask<OrderPage> ListByBuyerAsync(BuyerId buyer, int page, int pageSize, CancellationToken cancellationToken = default) =>
        database.Readers.RunAsync(
            static (session, wanted) => session.Ledger.OrderLists.ByBuyer(wanted.buyer, wanted.paging),
            (buyer, paging: new Paging(page, pageSize)),
            cancellationToken);

    public ValueTask<OrderPage> ListBySaleAsync(SaleId sale, int page, int pageSize, CancellationToken cancellationToken = default)
    {
        var paging = new Paging(page, pageSize);
        return SaleOrdinal.TryParse(sale, out var ordinal)
            ? database.Readers.RunAsync(
                static (session, wanted) => session.Ledger.OrderLists.BySale(wanted.ordinal, wanted.paging),
                (ordinal, paging),
                cancellationToken)
            : ValueTask.FromResult(new OrderPage([], false));
    }

    public async IAsyncEnumerable<BuyerId> ScanBuyersAsync(SaleId sale, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (!SaleOrdinal.TryParse(sale, out var ordinal))
        {
            yield break;
        }

        for (var (ofVoidRows, after) = (false, 0L); ;)
        {
            var page = await database.Readers.RunAsync(
                static (session, wanted) => session.Ledger.OrderLists.Buyers(wanted.ordinal, wanted.ofVoidRows, wanted.after, BuyersPage),
                (ordinal, ofVoidRows, after),
                cancellationToken).ConfigureAwait(false);
            foreach (var (row, buyer) in page)
            {
                after = row;
                yield return buyer;
            }

            if (page.Count < BuyersPage)
            {
                if (ofVoidRows)
                {
                    yield break;
                }

                (ofVoidRows, after) = (true, 0L);
            }
        }
    }

    public ValueTask<IReadOnlyList<Order>> ListOverdueAsync(DateTimeOffset asOf, int take, CancellationToken cancellationToken = default) =>
        database.Readers.RunAsync(
            static (session, wanted) => session.Ledger.OrderLists.Overdue(wanted.asOf, wanted.take),
            (asOf, take: AtLeastOne(take)),
            cancellationToken);

    public async ValueTask SyncPaidAsync(IReadOnlyList<PurchaseId> ids, CancellationToken cancellationToken = default)
    {
        if (ids.Count > 0)
        {
            await database.Writer.RunAsync(static (session, paid) => session.Ledger.Sync.Sync(paid), Copy(ids), cancellationToken, ids.Count).ConfigureAwait(false);
        }
    }

    public ValueTask<IReadOnlyList<Order>> ListUnsyncedAsync(DateTimeOffset paidUntil, int take, CancellationToken cancellationToken = default) =>
        database.Readers.RunAsync(
            static (session, wanted) => session.Ledger.OrderLists.Unsynced(wanted.paidUntil, wanted.take),
            (paidUntil, take: AtLeastOne(take)),
            cancellationToken);

    public ValueTask<OrderPage> ListAsync(OrderStatus? status, int page, int pageSize, CancellationToken cancellationToken = default) =>
        database.Readers.RunAsync(
            static (session, wanted) => session.Ledger.OrderLists.Any(wanted.status, wanted.paging),
            (status, paging: new Paging(page, pageSize)),
            cancellationToken);

    public ValueTask<IReadOnlyList<StockReturn>> ListReturnsAsync(SaleId? sale, int take, CancellationToken cancellationToken = default)
    {
        AtLeastOne(take);
        if (sale is not { } id)
        {
            return database.Readers.RunAsync(static (session, most) => session.Ledger.Returns.List(most), take, cancellationToken);
        }

        return SaleOrdinal.TryParse(id, out var ordinal)
            ? database.Readers.RunAsync(
                static (session, wanted) => session.Ledger.Returns.ListOfSale(wanted.ordinal, wanted.take),
                (ordinal, take),
                cancellationToken)
            : ValueTask.FromResult<IReadOnlyList<StockReturn>>([]);
    }

    public async ValueTask CompleteReturnsAsync(IReadOnlyList<PurchaseId> ids, CancellationToken cancellationToken = default)
    {
        if (ids.Count > 0)
        {
            await database.Writer.RunAsync(static (session, done) => session.Ledger.Returns.Remove(done), Copy(ids), cancellationToken, ids.Count)
                .ConfigureAwait(false);
        }
    }

    // A caller who stops waiting may reuse its list before the writer has come to it.
    private static IReadOnlyList<T> Copy<T>(IReadOnlyList<T> list) => [.. list];

    private static int AtLeastOne(int take)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        return take;
    }
}
