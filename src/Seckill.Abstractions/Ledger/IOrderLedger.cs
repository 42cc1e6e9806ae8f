using Seckill.Ids;

namespace Seckill.Ledger;

/// <summary>
/// The durable record of orders; the last judge of stock. Every change is a compare-and-set on the row's state, is durable when the
/// call returns, and may be repeated when its outcome is unknown. An exception always means "unknown".
/// In every transaction <c>pending + paid ≤ total</c> holds for each sale.
/// </summary>
public interface IOrderLedger
{
    /// <summary>
    /// Writes a batch in one transaction, in order, as far as there is room: each draft becomes an order, or a void row with the reason
    /// when the sale has no units left or the buyer would hold more than the draft's limit (the sale's own if that is higher).
    /// A draft whose id has a row gets that row, whatever its state. Each void row that is written comes with a stock return.
    /// <c>PayBefore</c> is the ledger's time plus the sale's payment window. A closed sale still takes drafts: they were reserved before.
    /// </summary>
    ValueTask<IReadOnlyList<CreateResult>> CreateAsync(IReadOnlyList<OrderDraft> drafts, CancellationToken cancellationToken = default);

    /// <summary>Ends unpaid orders and places in line, each with a stock return. Terminal rows are left alone.</summary>
    ValueTask<IReadOnlyList<CancelResult>> CancelAsync(IReadOnlyList<CancelRequest> requests, CancellationToken cancellationToken = default);

    /// <summary>Records a payment: in time or late, as long as the order is not cancelled. A void row counts as cancelled.</summary>
    ValueTask<PaymentResult> PayAsync(Payment payment, CancellationToken cancellationToken = default);

    /// <summary>Reads one row; null when there is none.</summary>
    ValueTask<Order?> FindAsync(PurchaseId id, CancellationToken cancellationToken = default);

    /// <summary>Reads rows by id, null where there is none, in the order asked.</summary>
    ValueTask<IReadOnlyList<Order?>> FindAsync(IReadOnlyList<PurchaseId> ids, CancellationToken cancellationToken = default);

    /// <summary>A buyer's rows, newest first. Pages count from 1.</summary>
    ValueTask<OrderPage> ListByBuyerAsync(BuyerId buyer, int page, int pageSize, CancellationToken cancellationToken = default);

    /// <summary>A sale's orders, newest first, void rows left out. Pages count from 1.</summary>
    ValueTask<OrderPage> ListBySaleAsync(SaleId sale, int page, int pageSize, CancellationToken cancellationToken = default);

    /// <summary>Every buyer who has a row in the sale, whatever its state; a buyer may come more than once.</summary>
    IAsyncEnumerable<BuyerId> ScanBuyersAsync(SaleId sale, CancellationToken cancellationToken = default);

    /// <summary>Unpaid orders whose <c>PayBefore</c> is not later than the moment given, most overdue first.</summary>
    ValueTask<IReadOnlyList<Order>> ListOverdueAsync(DateTimeOffset asOf, int take, CancellationToken cancellationToken = default);

    /// <summary>Books paid orders' units against their products' inventory, each order once; others are passed over.</summary>
    ValueTask SyncPaidAsync(IReadOnlyList<PurchaseId> ids, CancellationToken cancellationToken = default);

    /// <summary>Paid orders whose units are not yet booked against the inventory and that were paid up to a moment, oldest first.</summary>
    ValueTask<IReadOnlyList<Order>> ListUnsyncedAsync(DateTimeOffset paidUntil, int take, CancellationToken cancellationToken = default);

    /// <summary>Rows of all sales, newest first; of one state, or of any when <paramref name="status"/> is null. Pages count from 1.</summary>
    ValueTask<OrderPage> ListAsync(OrderStatus? status, int page, int pageSize, CancellationToken cancellationToken = default);

    /// <summary>Units to be given back to the stock store, oldest first; of one sale, or of all when <paramref name="sale"/> is null.</summary>
    ValueTask<IReadOnlyList<StockReturn>> ListReturnsAsync(SaleId? sale, int take, CancellationToken cancellationToken = default);

    /// <summary>Forgets stock returns that the stock store has answered for.</summary>
    ValueTask CompleteReturnsAsync(IReadOnlyList<PurchaseId> ids, CancellationToken cancellationToken = default);
}
