using Seckill.Sales;

namespace Seckill.AspNetCore.Sales;

/// <summary>What of a sale may be kept for long: it holds neither stock nor status.</summary>
internal sealed record SaleDocumentView(
    string Id, string ProductId, string Title, decimal Price, string Currency, DateTimeOffset StartsAt, DateTimeOffset EndsAt, long Version)
{
    public static SaleDocumentView Of(SaleDocument document) => new(
        document.Id.Value,
        document.Product.Value,
        document.Title,
        document.Price.Amount,
        document.Price.Currency,
        document.StartsAt,
        document.EndsAt,
        document.Version);
}
