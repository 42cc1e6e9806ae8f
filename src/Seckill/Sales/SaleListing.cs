namespace Seckill.Sales;

/// <summary>A sale as shoppers see it.</summary>
/// <param name="Sale">The sale.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Available">Units left, 0 or more.</param>
/// <param name="ServerTime">The clock that decides the window.</param>
public sealed record SaleListing(Sale Sale, SaleStatus Status, long Available, DateTimeOffset ServerTime);
