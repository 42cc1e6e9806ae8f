using System.Collections.Concurrent;
using Seckill.Ids;
using Seckill.Ledger;

namespace Seckill.Buckets;

/// <summary>Rows that the store could not be told of; recovery tells it again. Kept by id, so a repeat does not grow it.</summary>
internal sealed class UnresolvedOrders
{
    private readonly ConcurrentDictionary<PurchaseId, Order> _orders = new();

    public bool IsEmpty => _orders.IsEmpty;

    public void AddRange(IEnumerable<Order> orders)
    {
        foreach (var order in orders)
        {
            _orders[order.Id] = order;
        }
    }

    /// <summary>Up to <paramref name="count"/> rows; they stay until removed.</summary>
    public IReadOnlyList<Order> Take(int count) => [.. _orders.Values.Take(count)];

    public void Remove(IEnumerable<Order> orders)
    {
        foreach (var order in orders)
        {
            _orders.TryRemove(new KeyValuePair<PurchaseId, Order>(order.Id, order));
        }
    }
}
