using Seckill.Sales;

namespace Seckill.AspNetCore.Sales;

/// <summary>A sale as shoppers see it.</summary>
internal sealed record SaleView(
    string Id,
    string ProductId,
    string Title,
    decimal Price,
    string Currency,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    string Status,
    string Mode,
    int PerBuyerLimit,
    long Available,
    DateTimeOffset ServerTime)
{
    public static SaleView Of(SaleListing listing)
    {
        var sale = listing.Sale;
        return new SaleView(
            sale.Id.Value,
            sale.Product.Value,
            sale.Title,
            sale.Price.Amount,
            sale.Price.Currency,
            sale.StartsAt,
            sale.EndsAt,
            SaleWords.Of(listing.Status),
            SaleWords.Of(sale.Mode),
            sale.PerBuyerLimit,
            listing.Available,
            listing.ServerTime);
    }
}
