using Seckill.Ids;
using Seckill.Ledger;

namespace Seckill.Tests.Faults;

/// <summary>A ledger behind a link that loses calls and replies.</summary>
internal sealed class FaultyOrderLedger(IOrderLedger inner, FaultPlan plan) : IOrderLedger
{
    public ValueTask<IReadOnlyList<CreateResult>> CreateAsync(IReadOnlyList<OrderDraft> drafts, CancellationToken cancellationToken = default) =>
        plan.RunAsync(() => inner.CreateAsync(drafts, cancellationToken));

    public ValueTask<IReadOnlyList<CancelResult>> CancelAsync(IReadOnlyList<CancelRequest> requests, CancellationToken cancellationToken = default) =>
        plan.RunAsync(() => inner.CancelAsync(requests, cancellationToken));

    public ValueTask<PaymentResult> PayAsync(Payment payment, CancellationToken cancellationToken = default) =>
        plan.RunAsync(() => inner.PayAsync(payment, cancellationToken));

    public ValueTask<Order?> FindAsync(PurchaseId id, CancellationToken cancellationToken = default) =>
        plan.RunAsync(() => inner.FindAsync(id, cancellationToken));

    public ValueTask<IReadOnlyList<Order?>> FindAsync(IReadOnlyList<PurchaseId> ids, CancellationToken cancellationToken = default) =>
        plan.RunAsync(() => inner.FindAsync(ids, cancellationToken));

    public ValueTask<OrderPage> ListByBuyerAsync(BuyerId buyer, int page, int pageSize, CancellationToken cancellationToken = default) =>
        plan.RunAsync(() => inner.ListByBuyerAsync(buyer, page, pageSize, cancellationToken));

    public ValueTask<OrderPage> ListBySaleAsync(SaleId sale, int page, int pageSize, CancellationToken cancellationToken = default) =>
        plan.RunAsync(() => inner.ListBySaleAsync(sale, page, pageSize, cancellationToken));

    public IAsyncEnumerable<BuyerId> ScanBuyersAsync(SaleId sale, CancellationToken cancellationToken = default) =>
        inner.ScanBuyersAsync(sale, cancellationToken);

    public ValueTask<IReadOnlyList<Order>> ListOverdueAsync(DateTimeOffset asOf, int take, CancellationToken cancellationToken = default) =>
        plan.RunAsync(() => inner.ListOverdueAsync(asOf, take, cancellationToken));

    public async ValueTask SyncPaidAsync(IReadOnlyList<PurchaseId> ids, CancellationToken cancellationToken = default) =>
        await plan.RunAsync(async () =>
        {
            await inner.SyncPaidAsync(ids, cancellationToken);
            return true;
        });

    public ValueTask<IReadOnlyList<Order>> ListUnsyncedAsync(DateTimeOffset paidUntil, int take, CancellationToken cancellationToken = default) =>
        plan.RunAsync(() => inner.ListUnsyncedAsync(paidUntil, take, cancellationToken));

    public ValueTask<OrderPage> ListAsync(OrderStatus? status, int page, int pageSize, CancellationToken cancellationToken = default) =>
        plan.RunAsync(() => inner.ListAsync(status, page, pageSize, cancellationToken));

    public ValueTask<IReadOnlyList<StockReturn>> ListReturnsAsync(SaleId? sale, int take, CancellationToken cancellationToken = default) =>
        plan.RunAsync(() => inner.ListReturnsAsync(sale, take, cancellationToken));

    public async ValueTask CompleteReturnsAsync(IReadOnlyList<PurchaseId> ids, CancellationToken cancellationToken = default) =>
        await plan.RunAsync(async () =>
        {
            await inner.CompleteReturnsAsync(ids, cancellationToken);
            return true;
        });
}
