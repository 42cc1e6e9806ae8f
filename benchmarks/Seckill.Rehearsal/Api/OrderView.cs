namespace Seckill.Rehearsal.Api;

/// <summary>An order as operators see it.</summary>
internal sealed record OrderView
{
    public required string OrderId { get; init; }

    public required string Buyer { get; init; }

    public int Quantity { get; init; }

    public required string Status { get; init; }

    /// <summary>True while it holds units.</summary>
    public bool IsLive => Status is "pendingPayment" or "paid";

    public bool IsPaid => Status == "paid";
}
