namespace Seckill.Rehearsal.Tests.FakeHost;

/// <summary>A purchase of the fake host.</summary>
public sealed class FakePurchase
{
    public required string Id { get; init; }

    public required FakeSale Sale { get; init; }

    public required string Buyer { get; init; }

    public required int Quantity { get; init; }

    public required string Status { get; set; }

    public required DateTimeOffset RipeAt { get; init; }

    public DateTimeOffset PayBefore { get; set; }

    public string? Outcome { get; set; }

    public int Looks { get; set; }

    public decimal Amount => Sale.Price * Quantity;

    public bool IsLive => Status is "pendingPayment" or "paid";

    public bool HasOrder => Status is not ("queued" or "refused");
}
