using Seckill.AspNetCore.Sales;
using Seckill.Ids;
using Seckill.Sales;

namespace Seckill.AspNetCore.Operators;

/// <summary>The body of <c>POST /api/admin/sales</c>.</summary>
internal sealed record CreateSaleRequest(
    string? ProductId,
    string? Title,
    decimal? Price,
    string? Currency,
    long? Stock,
    int? PerBuyerLimit,
    DateTimeOffset? StartsAt,
    DateTimeOffset? EndsAt,
    string? Mode,
    TimeSpan? PaymentWindow)
{
    /// <summary>The draft, or the first thing that is wrong, by the member's name.</summary>
    public (SaleDraft? Draft, string? Wrong) ToDraft()
    {
        var mode = SaleMode.Atomic;
        var wrong =
            !Ids.ProductId.TryParse(ProductId, out var product) ? "productId must be 1 to 64 characters of [A-Za-z0-9_-]."
            : SaleRules.Title(Title ?? "")
            ?? (Price is null ? "price is missing." : null)
            ?? SaleRules.Price(Price!.Value)
            ?? (!Money.IsValid(0, Currency) ? "currency must be three capital letters." : null)
            ?? (Stock is not (>= 1 and <= SaleRules.MaxUnits) ? "stock must be an integer from 1 to 100000000." : null)
            ?? SaleRules.PerBuyerLimit(PerBuyerLimit ?? 0)
            ?? (StartsAt is null ? "startsAt is missing." : null)
            ?? (EndsAt is null || EndsAt <= StartsAt ? "endsAt must be later than startsAt." : null)
            ?? (Mode is not null && !SaleWords.TryReadMode(Mode, out mode) ? SaleRules.Mode : null)
            ?? SaleRules.PaymentWindow(PaymentWindow);
        return wrong is not null ? (null, wrong) : (Build(product, mode), null);
    }

    private SaleDraft Build(ProductId product, SaleMode mode)
    {
        var draft = new SaleDraft
        {
            Product = product,
            Title = Title!,
            Price = new Money(Price!.Value, Currency!),
            Stock = Stock!.Value,
            PerBuyerLimit = PerBuyerLimit!.Value,
            StartsAt = StartsAt!.Value,
            EndsAt = EndsAt!.Value,
            Mode = mode,
        };
        return PaymentWindow is { } window ? draft with { PaymentWindow = window } : draft;
    }
}
