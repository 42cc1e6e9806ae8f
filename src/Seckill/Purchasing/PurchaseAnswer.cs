namespace Seckill.Purchasing;

/// <summary>The answer to a purchase.</summary>
/// <param name="Kind">What kind it is.</param>
/// <param name="Purchase">Set for <see cref="PurchaseAnswerKind.Ordered"/>, <see cref="PurchaseAnswerKind.Queued"/> and <see cref="PurchaseAnswerKind.RefusedInLine"/>.</param>
/// <param name="RetryAfter">When asking again makes sense; null when it does not.</param>
public readonly record struct PurchaseAnswer(PurchaseAnswerKind Kind, PurchaseState? Purchase = null, TimeSpan? RetryAfter = null);
