using Garnet;
using Garnet.networking;
using Garnet.server;
using Microsoft.Extensions.Logging.Abstractions;

namespace Seckill.Embedded.Stock;

/// <summary>Garnet, with sessions for callers in this process.</summary>
internal sealed class StockEngine(string[] arguments) : GarnetServer(arguments, NullLoggerFactory.Instance)
{
    /// <summary>Opens a session whose answers go to a sender. It works on the thread that hands it bytes, one at a time.</summary>
    public IMessageConsumer OpenSession(INetworkSender sender) => new GarnetProvider(storeWrapper, null).GetSession(WireFormat.ASCII, sender);
}
