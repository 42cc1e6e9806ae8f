using Seckill.Ids;

namespace Seckill.Sales;

/// <summary>What a sale's values must be.</summary>
internal static class SaleRules
{
    public const long MaxStock = 100_000_000;
    public const int MaxLimit = 1_000_000;
    private const int MaxTitle = 200;

    public static void Check(SaleDraft draft)
    {
        Require(draft.Stock is >= 1 and <= MaxStock, "stock", $"a whole number from 1 to {MaxStock}");
        Require(draft.EndsAt > draft.StartsAt, "endsAt", "later than startsAt");
        Require(draft.PaymentWindow >= TimeSpan.FromSeconds(1) && draft.PaymentWindow <= TimeSpan.FromDays(30), "paymentWindow", "from 00:00:01 to 30 days");
        Require(Money.IsValid(draft.Price.Amount, draft.Price.Currency), "price", "0 or more with at most four decimal places, in a currency of three capital letters");
        CheckTitle(draft.Title);
        CheckLimit(draft.PerBuyerLimit);
        CheckMode(draft.Mode);
    }

    public static void Check(SaleChange change, Sale sale)
    {
        Require(change.EndsAt is null || change.EndsAt > sale.StartsAt, "endsAt", "later than startsAt");
        Require(change.Price is not { } price || Money.IsValid(price, sale.Price.Currency), "price", "0 or more with at most four decimal places");
        if (change.Title is { } title)
        {
            CheckTitle(title);
        }

        if (change.PerBuyerLimit is { } limit)
        {
            CheckLimit(limit);
        }

        if (change.Mode is { } mode)
        {
            CheckMode(mode);
        }
    }

    private static void CheckTitle(string title) =>
        Require(!string.IsNullOrWhiteSpace(title) && title.Length <= MaxTitle, "title", $"1 to {MaxTitle} characters");

    private static void CheckLimit(int limit) => Require(limit is >= 1 and <= MaxLimit, "perBuyerLimit", $"a whole number from 1 to {MaxLimit}");

    private static void CheckMode(SaleMode mode) => Require(mode == SaleMode.Atomic, "mode", "\"atomic\": this version serves no other mode");

    private static void Require(bool valid, string field, string rule)
    {
        if (!valid)
        {
            throw new ArgumentException($"{field} must be {rule}.");
        }
    }
}
