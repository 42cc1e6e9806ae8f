namespace Seckill.Ledger;

/// <summary>The answer to a payment.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Order">The order as it stands now; null when unknown.</param>
/// <param name="Changed">True when this call recorded the transaction, false for a repeat.</param>
public readonly record struct PaymentResult(PaymentOutcome Outcome, Order? Order, bool Changed);
