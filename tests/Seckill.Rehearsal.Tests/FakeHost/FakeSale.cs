namespace Seckill.Rehearsal.Tests.FakeHost;

/// <summary>A sale of the fake host.</summary>
public sealed class FakeSale
{
    public required string Id { get; init; }

    public required long Stock { get; init; }

    public required int Limit { get; init; }

    public required decimal Price { get; init; }

    public required string Currency { get; init; }

    public required string Mode { get; init; }

    public required TimeSpan PaymentWindow { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    public string Stage { get; set; } = "draft";

    public long Available { get; set; }

    /// <summary>Set once a bug that bites once has bitten.</summary>
    public bool Bitten { get; set; }

    public Dictionary<(string Buyer, string Key), FakePurchase> Keys { get; } = [];

    public List<FakePurchase> Purchases { get; } = [];

    /// <summary>When purchases came lately; what an adaptive sale goes by.</summary>
    public Queue<DateTimeOffset> Arrivals { get; } = new();

    public bool IsQueued { get; set; }
}
