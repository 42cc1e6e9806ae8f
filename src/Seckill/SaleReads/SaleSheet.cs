using Seckill.Ids;
using Seckill.Sales;

namespace Seckill.SaleReads;

/// <summary>What shoppers see of a sale that changes only by an operator's hand. No stock and no status: those are never cached.</summary>
internal sealed record SaleSheet(
    string Id,
    uint Ordinal,
    string Product,
    string Title,
    decimal Price,
    string Currency,
    int PerBuyerLimit,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    SaleMode Mode,
    TimeSpan PaymentWindow,
    SaleStage Stage,
    long Version)
{
    public static SaleSheet Of(Sale sale) => new(
        sale.Id.Value,
        sale.Ordinal,
        sale.Product.Value,
        sale.Title,
        sale.Price.Amount,
        sale.Price.Currency,
        sale.PerBuyerLimit,
        sale.StartsAt,
        sale.EndsAt,
        sale.Mode,
        sale.PaymentWindow,
        sale.Stage,
        sale.Version);

    /// <summary>A sale without its numbers of stock: for one that is settled and has none any more.</summary>
    public Sale ToSettled() => new()
    {
        Id = SaleId.Parse(Id),
        Ordinal = Ordinal,
        Product = ProductId.Parse(Product),
        Title = Title,
        Price = new Money(Price, Currency),
        Total = 0,
        PendingUnits = 0,
        PaidUnits = 0,
        PerBuyerLimit = PerBuyerLimit,
        StartsAt = StartsAt,
        EndsAt = EndsAt,
        Mode = Mode,
        PaymentWindow = PaymentWindow,
        Stage = Stage,
        Version = Version,
        Epoch = 0,
        AdjustmentSequence = 0,
    };

    /// <summary>The sale by the newer of two readings; numbers of stock are the sale's own.</summary>
    public Sale Over(Sale sale) => Version <= sale.Version
        ? sale
        : sale with
        {
            Title = Title,
            Price = new Money(Price, Currency),
            PerBuyerLimit = PerBuyerLimit,
            StartsAt = StartsAt,
            EndsAt = EndsAt,
            Mode = Mode,
            Stage = Stage,
            Version = Version,
        };
}
