namespace Seckill.AspNetCore.Purchases;

/// <summary>A purchase as its owner sees it, for documents; it is written by hand.</summary>
internal sealed record PurchaseView(
    string ReservationId,
    string SaleId,
    int Quantity,
    string Status,
    string? OrderId,
    DateTimeOffset? PayBefore,
    decimal? Amount,
    string? Currency,
    string? Reason,
    long? Position,
    long? EstimatedWaitMs);
