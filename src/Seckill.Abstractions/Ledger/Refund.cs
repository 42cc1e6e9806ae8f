namespace Seckill.Ledger;

/// <summary>Money that the ledger has recorded as going back.</summary>
/// <param name="Payment">The transfer.</param>
/// <param name="At">When it was recorded.</param>
public readonly record struct Refund(Payment Payment, DateTimeOffset At);
