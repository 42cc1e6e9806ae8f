using Seckill.AspNetCore.Json;
using Seckill.AspNetCore.Sales;
using Seckill.Sales;

namespace Seckill.AspNetCore.Push;

/// <summary>A sale that somebody watches, and what they were told last.</summary>
internal sealed class WatchedSale
{
    private long _available = -1;
    private SaleStatus _status;

    /// <summary>Replaced and never changed.</summary>
    public PushSocket[] Watchers { get; set; } = [];

    public static byte[] Message(SaleListing listing) => JsonAnswer.ToBytes(
        new StockPush(listing.Sale.Id.Value, listing.Available, SaleWords.Of(listing.Status)),
        SeckillJson.Default.StockPush);

    /// <summary>Tells all watchers, if there is news.</summary>
    public void Tell(SaleListing listing)
    {
        if (listing.Available == _available && listing.Status == _status)
        {
            return;
        }

        _available = listing.Available;
        _status = listing.Status;
        var message = Message(listing);
        foreach (var watcher in Watchers)
        {
            watcher.Send(message);
        }
    }
}
