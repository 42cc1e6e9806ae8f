using Seckill.Ids;
using Seckill.Ledger;

namespace Seckill.PurchaseSagas;

/// <summary>Sends mail to buyers. Register one as a service; without one no mail is sent.</summary>
public interface IMailChannel
{
    /// <summary>Asks a buyer to pay. What it throws is logged, and the mail is given up: the push and the order list tell the same.</summary>
    /// <param name="order">The order, with its amount and the time until which it may be paid.</param>
    /// <param name="cancellationToken">The host is stopping.</param>
    ValueTask AskForPaymentAsync(Order order, CancellationToken cancellationToken);
}
