using Microsoft.Extensions.Logging;
using Seckill.AspNetCore.Json;
using Seckill.AspNetCore.Purchases;
using Seckill.Purchasing;

namespace Seckill.AspNetCore.Push;

/// <summary>Tells a buyer's own sockets, and no others, what became of a purchase.</summary>
internal sealed class PurchasePusher(SocketDirectory sockets, ILogger<PurchasePusher> logger) : IPurchaseObserver
{
    public void OnChanged(PurchaseState purchase)
    {
        var mine = sockets.Of(purchase.Buyer);
        if (mine.IsEmpty)
        {
            return;
        }

        try
        {
            var json = JsonAnswer.Rent();
            PurchaseJson.WriteState(json.Writer, purchase, "purchase");
            var message = json.ToArrayAndReturn();
            foreach (var socket in mine)
            {
                socket.Send(message);
            }
        }
#pragma warning disable CA1031 // The contract of an observer: it must not throw into the change that it hears of.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.PurchasePushFailed(logger, exception);
        }
    }
}
