namespace Seckill.AspNetCore.Purchases;

/// <summary>The 201 of a purchase, for documents; it is written by hand.</summary>
internal sealed record OrderedView(
    string ReservationId, string Status, string OrderId, DateTimeOffset? PayBefore, decimal? Amount, string? Currency);
