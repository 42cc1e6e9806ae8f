using System.Collections.Concurrent;
using Seckill.Ids;

namespace Seckill.AspNetCore.Push;

/// <summary>Which sockets watch which sales.</summary>
internal sealed class WatchList
{
    private readonly ConcurrentDictionary<SaleId, WatchedSale> _sales = new();
    private readonly Lock _changes = new();

    public IEnumerable<KeyValuePair<SaleId, WatchedSale>> Sales => _sales;

    public bool IsEmpty => _sales.IsEmpty;

    public void Add(SaleId sale, PushSocket socket)
    {
        lock (_changes)
        {
            var watched = _sales.GetOrAdd(sale, static _ => new WatchedSale());
            watched.Watchers = [.. watched.Watchers, socket];
        }
    }

    public void Remove(PushSocket socket)
    {
        lock (_changes)
        {
            foreach (var sale in socket.Watches)
            {
                if (!_sales.TryGetValue(sale, out var watched))
                {
                    continue;
                }

                watched.Watchers = Array.FindAll(watched.Watchers, other => other != socket);
                if (watched.Watchers.Length == 0)
                {
                    _sales.TryRemove(sale, out _);
                }
            }
        }
    }
}
