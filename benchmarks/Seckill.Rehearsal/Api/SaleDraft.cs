namespace Seckill.Rehearsal.Api;

/// <summary>What an operator sends to create a sale.</summary>
internal sealed record SaleDraft
{
    public string ProductId { get; init; } = "rehearsal";

    public string Title { get; init; } = "Rehearsal";

    public decimal Price { get; init; } = 9.90m;

    public string Currency { get; init; } = "CNY";

    public required long Stock { get; init; }

    public int PerBuyerLimit { get; init; } = 1;

    public DateTimeOffset StartsAt { get; init; } = DateTimeOffset.UtcNow.AddSeconds(-1);

    public DateTimeOffset EndsAt { get; init; } = DateTimeOffset.UtcNow.AddHours(1);

    public string Mode { get; init; } = "atomic";

    public TimeSpan PaymentWindow { get; init; } = TimeSpan.FromMinutes(15);
}
