namespace Seckill.Purchasing;

/// <summary>The answer to a buyer who gives up.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Purchase">The purchase as it stands now; null when it is not the buyer's.</param>
public readonly record struct CancelAnswer(CancelAnswerKind Kind, PurchaseState? Purchase = null);
