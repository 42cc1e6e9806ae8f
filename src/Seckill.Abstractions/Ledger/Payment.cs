using Seckill.Ids;

namespace Seckill.Ledger;

/// <summary>A gateway's notice that money has arrived.</summary>
/// <param name="Order">The order it names.</param>
/// <param name="Provider">The gateway.</param>
/// <param name="TransactionId">The gateway's id of the transfer, 1 to 128 characters; unique for the provider.</param>
/// <param name="Amount">What was paid.</param>
public readonly record struct Payment(PurchaseId Order, string Provider, string TransactionId, Money Amount);
