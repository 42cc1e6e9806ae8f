using System.Diagnostics.CodeAnalysis;
using Seckill.Sales;

namespace Seckill.AspNetCore.Sales;

/// <summary>The contract's words for states and modes.</summary>
internal static class SaleWords
{
    public static string Of(SaleStatus status) => status switch
    {
        SaleStatus.Draft => "draft",
        SaleStatus.Scheduled => "scheduled",
        SaleStatus.Open => "open",
        SaleStatus.Paused => "paused",
        SaleStatus.Ended => "ended",
        SaleStatus.Closed => "closed",
        _ => "settled",
    };

    public static string Of(SaleMode mode) => mode switch
    {
        SaleMode.Queued => "queued",
        SaleMode.Adaptive => "adaptive",
        _ => "atomic",
    };

    public static bool TryReadMode([NotNullWhen(true)] string? word, out SaleMode mode)
    {
        mode = word switch
        {
            "atomic" => SaleMode.Atomic,
            "queued" => SaleMode.Queued,
            "adaptive" => SaleMode.Adaptive,
            _ => default,
        };
        return mode != default;
    }
}
