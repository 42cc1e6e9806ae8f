namespace Seckill.Purchases;

/// <summary>Money came for an order that cannot take it any more and must go back.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Provider">The payment provider.</param>
/// <param name="TransactionId">The provider's transaction.</param>
/// <param name="Amount">How much.</param>
/// <param name="Currency">In which currency.</param>
public sealed record RefundDueEvent(string OrderId, string Provider, string TransactionId, decimal Amount, string Currency);
