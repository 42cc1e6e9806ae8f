using Seckill.Ids;

namespace Seckill.AspNetCore.Operators;

/// <summary>What a sale's settings must be; each rule answers with the words for the operator, or null when it is kept.</summary>
internal static class SaleRules
{
    public const long MaxUnits = 100_000_000;

    public const string Mode = "mode must be atomic, queued or adaptive.";

    private static readonly TimeSpan s_longestWindow = TimeSpan.FromDays(365);

    public static string? Title(string title) =>
        title.Length is >= 1 and <= 200 && !string.IsNullOrWhiteSpace(title) ? null : "title must be 1 to 200 characters.";

    public static string? Price(decimal price) =>
        Money.IsValid(price, "XXX") ? null : "price must be 0 to 10000000000 with at most four decimal places.";

    public static string? PerBuyerLimit(int limit) => limit >= 1 ? null : "perBuyerLimit must be an integer of 1 or more.";

    public static string? PaymentWindow(TimeSpan? window) =>
        window is null || (window >= TimeSpan.FromSeconds(1) && window <= s_longestWindow)
            ? null
            : "paymentWindow must be hh:mm:ss, from 00:00:01 to 365 days.";
}
