using Seckill.AspNetCore.Sales;
using Seckill.Sales;

namespace Seckill.AspNetCore.Operators;

/// <summary>The body of <c>PATCH /api/admin/sales/{id}</c>; what is missing or null stays as it is.</summary>
internal sealed record ChangeSaleRequest(
    long? Version,
    string? Mode = null,
    DateTimeOffset? EndsAt = null,
    int? PerBuyerLimit = null,
    string? Title = null,
    decimal? Price = null)
{
    /// <summary>The change, or the first thing that is wrong, by the member's name.</summary>
    public (SaleChange? Change, string? Wrong) ToChange()
    {
        SaleMode mode = default;
        if (Version is null)
        {
            return (null, "version is missing: give the one last read.");
        }

        if (Mode is not null && !SaleWords.TryReadMode(Mode, out mode))
        {
            return (null, SaleRules.Mode(mode));
        }

        var change = new SaleChange
        {
            Mode = Mode is null ? null : mode,
            EndsAt = EndsAt,
            PerBuyerLimit = PerBuyerLimit,
            Title = Title,
            Price = Price,
        };
        var wrong = SaleRules.Check(change);
        return wrong is null ? (change, null) : (null, wrong);
    }
}
