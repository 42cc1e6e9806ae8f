using Seckill.Ids;
using Seckill.Ledger;

namespace Seckill.Sqlite.Payments;

/// <summary>A transfer that was recorded. A refund's row is at the same time the durable notice that the money goes back.</summary>
internal sealed record RecordedPayment(PurchaseId Order, PaymentOutcome Outcome);
