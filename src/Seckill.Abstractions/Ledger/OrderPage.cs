namespace Seckill.Ledger;

/// <summary>A page of orders.</summary>
/// <param name="Items">At most the page's size.</param>
/// <param name="HasMore">True when a next page exists.</param>
public sealed record OrderPage(IReadOnlyList<Order> Items, bool HasMore);
