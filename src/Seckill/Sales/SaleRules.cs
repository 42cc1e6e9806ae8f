using Seckill.Ids;

namespace Seckill.Sales;

/// <summary>What a sale's values must be. Each rule answers with the words for the operator, or null when it is kept.</summary>
public static class SaleRules
{
    /// <summary>Units that a sale may have at the most, and an adjustment may add or take.</summary>
    public const long MaxStock = 100_000_000;

    /// <summary>Units that one buyer may hold at the most.</summary>
    public const int MaxLimit = 1_000_000;

    private const int MaxTitle = 200;
    private static readonly TimeSpan s_shortestWindow = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestWindow = TimeSpan.FromDays(30);

    /// <summary>1 to 200 characters that show something.</summary>
    public static string? Title(string title) =>
        !string.IsNullOrWhiteSpace(title) && title.Length <= MaxTitle ? null : $"title must be 1 to {MaxTitle} characters.";

    /// <summary>Price of one unit; see <see cref="Money.IsValid"/>.</summary>
    public static string? Price(decimal price) =>
        Money.IsValid(price, "XXX") ? null : "price must be 0 to 10000000000 with at most four decimal places.";

    /// <summary>The currency's three letters.</summary>
    public static string? Currency(string? currency) => Money.IsValid(0, currency) ? null : "currency must be three capital letters.";

    /// <summary>Units at the start.</summary>
    public static string? Stock(long? stock) => stock is >= 1 and <= MaxStock ? null : $"stock must be an integer from 1 to {MaxStock}.";

    /// <summary>Units one buyer may hold.</summary>
    public static string? PerBuyerLimit(int limit) => limit is >= 1 and <= MaxLimit ? null : $"perBuyerLimit must be an integer from 1 to {MaxLimit}.";

    /// <summary>The start of the time window: from 1970 on, as clocks of stock stores count from there.</summary>
    public static string? StartsAt(DateTimeOffset startsAt) =>
        startsAt >= DateTimeOffset.UnixEpoch ? null : "startsAt must not be before 1970-01-01T00:00:00Z.";

    /// <summary>The end of the time window.</summary>
    public static string? EndsAt(DateTimeOffset? endsAt, DateTimeOffset startsAt) => endsAt > startsAt ? null : "endsAt must be later than startsAt.";

    /// <summary>How purchases are answered.</summary>
    public static string? Mode(SaleMode mode) => Enum.IsDefined(mode) ? null : "mode must be atomic, queued or adaptive.";

    /// <summary>How long an order may stay unpaid.</summary>
    public static string? PaymentWindow(TimeSpan window) =>
        window >= s_shortestWindow && window <= s_longestWindow ? null : "paymentWindow must be hh:mm:ss, from 00:00:01 to 30 days.";

    /// <summary>The first rule that a draft breaks.</summary>
    public static string? Check(SaleDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return Title(draft.Title)
            ?? Price(draft.Price.Amount)
            ?? Currency(draft.Price.Currency)
            ?? Stock(draft.Stock)
            ?? PerBuyerLimit(draft.PerBuyerLimit)
            ?? StartsAt(draft.StartsAt)
            ?? EndsAt(draft.EndsAt, draft.StartsAt)
            ?? Mode(draft.Mode)
            ?? PaymentWindow(draft.PaymentWindow);
    }

    /// <summary>The first rule that a change breaks, whichever sale it is made to.</summary>
    public static string? Check(SaleChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return (change.Title is { } title ? Title(title) : null)
            ?? (change.Price is { } price ? Price(price) : null)
            ?? (change.PerBuyerLimit is { } limit ? PerBuyerLimit(limit) : null)
            ?? (change.Mode is { } mode ? Mode(mode) : null);
    }

    /// <summary>The first rule that a change to a sale breaks.</summary>
    public static string? Check(SaleChange change, Sale sale)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(sale);
        return Check(change) ?? (change.EndsAt is { } end ? EndsAt(end, sale.StartsAt) : null);
    }

    internal static void Require(string? broken)
    {
        if (broken is not null)
        {
            throw new ArgumentException(broken);
        }
    }
}
