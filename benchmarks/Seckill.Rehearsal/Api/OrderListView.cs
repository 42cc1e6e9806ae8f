namespace Seckill.Rehearsal.Api;

/// <summary>A page of orders.</summary>
internal sealed record OrderListView
{
    public required IReadOnlyList<OrderView> Items { get; init; }

    public bool HasMore { get; init; }
}
