using Seckill.Sales;

namespace Seckill.AspNetCore.Operators;

/// <summary>The body of <c>POST /api/admin/sales/{id}/stock-adjustments</c>.</summary>
internal sealed record AdjustStockRequest(long? Delta, string? Reason)
{
    /// <summary>The first thing that is wrong, by the member's name; null when nothing is.</summary>
    public string? FindWrong() =>
        Delta is null or 0 or > SaleRules.MaxStock or < -SaleRules.MaxStock ? "delta must be an integer other than 0, at most 100000000 either way."
        : string.IsNullOrWhiteSpace(Reason) || Reason.Length > 500 ? "reason must be 1 to 500 characters."
        : null;
}
