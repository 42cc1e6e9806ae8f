using Seckill.Ids;
using Seckill.Ledger;

namespace Seckill.Purchasing;

/// <summary>What shoppers do: buy, look, give up, pay.</summary>
public interface IPurchases
{
    /// <summary>
    /// Buys. The same buyer, sale and key always name the same purchase, so a call without an answer is repeated as it was.
    /// </summary>
    /// <param name="sale">The sale.</param>
    /// <param name="buyer">The buyer, from a verified token.</param>
    /// <param name="key">The caller's key for this wish.</param>
    /// <param name="quantity">Units, 1 or more.</param>
    /// <param name="cancellationToken">Stops the waiting, never the outcome.</param>
    ValueTask<PurchaseAnswer> PurchaseAsync(SaleId sale, BuyerId buyer, RequestKey key, int quantity, CancellationToken cancellationToken = default);

    /// <summary>The truth about one purchase; null when it is not the buyer's or was never issued.</summary>
    ValueTask<PurchaseState?> FindAsync(PurchaseId id, BuyerId buyer, CancellationToken cancellationToken = default);

    /// <summary>The buyer's purchases, newest first. Pages count from 1.</summary>
    ValueTask<PurchasePage> ListAsync(BuyerId buyer, int page, CancellationToken cancellationToken = default);

    /// <summary>Gives up an unpaid order or a place in line.</summary>
    ValueTask<CancelAnswer> CancelAsync(PurchaseId id, BuyerId buyer, CancellationToken cancellationToken = default);

    /// <summary>Records a payment whose notice has been verified.</summary>
    ValueTask<PaymentResult> PayAsync(Payment payment, CancellationToken cancellationToken = default);
}
