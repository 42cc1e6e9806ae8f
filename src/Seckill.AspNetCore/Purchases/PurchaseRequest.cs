namespace Seckill.AspNetCore.Purchases;

/// <summary>The body of a purchase, for documents; the endpoint reads it without building it.</summary>
internal sealed record PurchaseRequest(int Quantity);
