using Seckill.Ids;
using Seckill.Ledger;

namespace Seckill.Tests.Queueing;

/// <summary>A ledger whose order.create passes a gate that a test holds; everything else goes straight through.</summary>
internal sealed class GatedLedger(IOrderLedger inner) : IOrderLedger
{
    /// <summary>Asked before each batch; may wait, and may throw.</summary>
    public Func<IReadOnlyList<OrderDraft>, Task> Gate { get; set; } = _ => Task.CompletedTask;

    /// <summary>Asked behind each batch that was applied; when it throws, the reply is lost.</summary>
    public Func<IReadOnlyList<OrderDraft>, Task> ReplyGate { get; set; } = _ => Task.CompletedTask;

    public async ValueTask<IReadOnlyList<CreateResult>> CreateAsync(IReadOnlyList<OrderDraft> drafts, CancellationToken cancellationToken = default)
    {
        await Gate(drafts);
        var results = await inner.CreateAsync(drafts, cancellationToken);
        await ReplyGate(drafts);
        return results;
    }

    public ValueTask<IReadOnlyList<CancelResult>> CancelAsync(IReadOnlyList<CancelRequest> requests, CancellationToken cancellationToken = default) =>
        inner.CancelAsync(requests, cancellationToken);

    public ValueTask<PaymentResult> PayAsync(Payment payment, CancellationToken cancellationToken = default) => inner.PayAsync(payment, cancellationToken);

    public ValueTask<Order?> FindAsync(PurchaseId id, CancellationToken cancellationToken = default) => inner.FindAsync(id, cancellationToken);

    public ValueTask<IReadOnlyList<Order?>> FindAsync(IReadOnlyList<PurchaseId> ids, CancellationToken cancellationToken = default) =>
        inner.FindAsync(ids, cancellationToken);

    public ValueTask<OrderPage> ListByBuyerAsync(BuyerId buyer, int page, int pageSize, CancellationToken cancellationToken = default) =>
        inner.ListByBuyerAsync(buyer, page, pageSize, cancellationToken);

    public ValueTask<OrderPage> ListBySaleAsync(SaleId sale, int page, int pageSize, CancellationToken cancellationToken = default) =>
        inner.ListBySaleAsync(sale, page, pageSize, cancellationToken);

    public IAsyncEnumerable<BuyerId> ScanBuyersAsync(SaleId sale, CancellationToken cancellationToken = default) => inner.ScanBuyersAsync(sale, cancellationToken);

    public ValueTask<IReadOnlyList<Order>> ListOverdueAsync(DateTimeOffset asOf, int take, CancellationToken cancellationToken = default) =>
        inner.ListOverdueAsync(asOf, take, cancellationToken);

    public ValueTask SyncPaidAsync(IReadOnlyList<PurchaseId> ids, CancellationToken cancellationToken = default) => inner.SyncPaidAsync(ids, cancellationToken);

    public ValueTask<IReadOnlyList<Order>> ListUnsyncedAsync(DateTimeOffset paidUntil, int take, CancellationToken cancellationToken = default) =>
        inner.ListUnsyncedAsync(paidUntil, take, cancellationToken);

    public ValueTask<OrderPage> ListAsync(OrderStatus? status, int page, int pageSize, CancellationToken cancellationToken = default) =>
        inner.ListAsync(status, page, pageSize, cancellationToken);

    public ValueTask<IReadOnlyList<StockReturn>> ListReturnsAsync(SaleId? sale, int take, CancellationToken cancellationToken = default) =>
        inner.ListReturnsAsync(sale, take, cancellationToken);

    public ValueTask CompleteReturnsAsync(IReadOnlyList<PurchaseId> ids, CancellationToken cancellationToken = default) =>
        inner.CompleteReturnsAsync(ids, cancellationToken);
}
