namespace Seckill.AspNetCore.Purchases;

/// <summary>The 202 of a purchase, for documents; it is written by hand.</summary>
internal sealed record TicketView(string ReservationId, string Status, long? Position, long? EstimatedWaitMs);
