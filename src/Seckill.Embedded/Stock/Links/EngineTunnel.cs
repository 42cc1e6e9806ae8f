using System.Net;
using RESPite.Transports;
using StackExchange.Redis;
using StackExchange.Redis.Configuration;

namespace Seckill.Embedded.Stock.Links;

/// <summary>Leads the client library to the engine in this process, without a socket.</summary>
internal sealed class EngineTunnel(EngineLinks links) : Tunnel
{
    public override ValueTask<DuplexTransport?> ConnectTransportAsync(
        EndPoint endpoint, ConnectionType connectionType, TlsOptions tls, CancellationToken cancellationToken) => new(links.Open());
}
