namespace Seckill.Purchasing;

/// <summary>A page of a buyer's purchases.</summary>
/// <param name="Items">At most 50.</param>
/// <param name="HasMore">True when a next page exists.</param>
public sealed record PurchasePage(IReadOnlyList<PurchaseState> Items, bool HasMore);
