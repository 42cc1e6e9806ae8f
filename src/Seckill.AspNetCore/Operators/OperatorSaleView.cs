using Seckill.AspNetCore.Sales;
using Seckill.Sales;

namespace Seckill.AspNetCore.Operators;

/// <summary>A sale with every setting, as operators see it.</summary>
internal sealed record OperatorSaleView(
    string Id,
    string ProductId,
    string Title,
    decimal Price,
    string Currency,
    long Stock,
    int PerBuyerLimit,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    string Mode,
    TimeSpan PaymentWindow,
    string Status,
    long Version,
    long Epoch,
    long PendingPayment,
    long Paid)
{
    public static OperatorSaleView Of(Sale sale, DateTimeOffset now) => new(
        sale.Id.Value,
        sale.Product.Value,
        sale.Title,
        sale.Price.Amount,
        sale.Price.Currency,
        sale.Total,
        sale.PerBuyerLimit,
        sale.StartsAt,
        sale.EndsAt,
        SaleWords.Of(sale.Mode),
        sale.PaymentWindow,
        SaleWords.Of(sale.StatusAt(now)),
        sale.Version,
        sale.Epoch,
        sale.PendingUnits,
        sale.PaidUnits);
}
