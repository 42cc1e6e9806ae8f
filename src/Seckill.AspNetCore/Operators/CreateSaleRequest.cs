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
    string? Mode = null,
    TimeSpan? PaymentWindow = null)
{
    /// <summary>The draft, or the first thing that is wrong, by the member's name.</summary>
    public (SaleDraft? Draft, string? Wrong) ToDraft()
    {
        var mode = SaleMode.Atomic;
        var wrong =
            !Ids.ProductId.TryParse(ProductId, out var product) ? "productId must be 1 to 64 characters of [A-Za-z0-9_-]."
            : Price is null ? "price is missing."
            : StartsAt is null ? "startsAt is missing."
            : EndsAt is null ? "endsAt is missing."
            : Mode is not null && !SaleWords.TryReadMode(Mode, out mode) ? SaleRules.Mode(mode)
            : null;
        if (wrong is not null)
        {
            return (null, wrong);
        }

        var draft = Build(product, mode);
        wrong = SaleRules.Check(draft);
        return wrong is null ? (draft, null) : (null, wrong);
    }

    private SaleDraft Build(ProductId product, SaleMode mode)
    {
        var draft = new SaleDraft
        {
            Product = product,
            Title = Title ?? "",
            Price = new Money(Price!.Value, Currency ?? ""),
            Stock = Stock ?? 0,
            PerBuyerLimit = PerBuyerLimit ?? 0,
            StartsAt = StartsAt!.Value,
            EndsAt = EndsAt!.Value,
            Mode = mode,
        };
        return PaymentWindow is { } window ? draft with { PaymentWindow = window } : draft;
    }
}
