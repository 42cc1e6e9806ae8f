using System.Buffers;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Seckill.AspNetCore.Callers;
using Seckill.AspNetCore.Json;
using Seckill.AspNetCore.Problems;
using Seckill.AspNetCore.RateLimiting;
using Seckill.AspNetCore.Sessions;
using Seckill.AspNetCore.Tokens;
using Seckill.Ids;
using Seckill.Sales;

namespace Seckill.AspNetCore.Push;

/// <summary><c>GET /ws</c>: pushes the caller's purchases, and the stock of the sales that the caller asks for.</summary>
internal sealed class SocketEndpoint
{
    private readonly SocketDirectory _sockets;
    private readonly WatchList _watches;
    private readonly ISaleBoard _board;
    private readonly BuyerGate _gate;
    private readonly BuyerRateLimiter _limiter;
    private readonly ILogger<SocketEndpoint> _logger;
    private readonly int _watchesPerSocket;

    public SocketEndpoint(
        SocketDirectory sockets,
        WatchList watches,
        ISaleBoard board,
        BuyerGate gate,
        BuyerRateLimiter limiter,
        IOptions<SeckillEndpointOptions> options,
        IHostApplicationLifetime lifetime,
        ILogger<SocketEndpoint> logger)
    {
        _sockets = sockets;
        _watches = watches;
        _board = board;
        _gate = gate;
        _limiter = limiter;
        _logger = logger;
        _watchesPerSocket = options.Value.WatchesPerSocket;

        // Before the server drains: it would wait for open sockets until its own patience ends.
        lifetime.ApplicationStopping.Register(sockets.CloseAll);
    }

    public async Task HandleAsync(HttpContext context)
    {
        if (!_gate.TryGetCaller(context, out var caller))
        {
            await KnownProblems.Unauthorized.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        if (!_limiter.TryTake(caller, out var retryAfter))
        {
            await KnownProblems.RateLimited.WriteAsync(context, retryAfter).ConfigureAwait(false);
            return;
        }

        if (!context.WebSockets.IsWebSocketRequest)
        {
            await KnownProblems.InvalidRequest.WriteAsync(context, "This address speaks WebSocket only.").ConfigureAwait(false);
            return;
        }

        if (!OriginCheck.IsAllowed(context.Request))
        {
            await KnownProblems.Forbidden.WriteAsync(context, "The page's origin is another host.").ConfigureAwait(false);
            return;
        }

        var accept = new WebSocketAcceptContext
        {
            SubProtocol = SocketTokens.ChooseProtocol(context.WebSockets.WebSocketRequestedProtocols),
            KeepAliveInterval = TimeSpan.FromSeconds(20),
            KeepAliveTimeout = TimeSpan.FromSeconds(20),
        };
        var expiresAt = context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc;
        using var webSocket = await context.WebSockets.AcceptWebSocketAsync(accept).ConfigureAwait(false);
        using var socket = new PushSocket(webSocket, caller, expiresAt, SessionReader.IdOf(context), _logger);
        _sockets.Add(socket);
        try
        {
            await socket.RunAsync(FollowAsync).ConfigureAwait(false);
        }
        finally
        {
            _sockets.Remove(socket);
            _watches.Remove(socket);
        }
    }

    private async ValueTask FollowAsync(PushSocket socket, ReadOnlyMemory<byte> message)
    {
        if (!_limiter.TryTake(socket.Caller, out _))
        {
            socket.Close(WebSocketCloseStatus.PolicyViolation, "rate-limited");
            return;
        }

        if (!JsonBody.TryParse(new ReadOnlySequence<byte>(message), SeckillJson.Default.SocketRequest, out var request)
            || request is not { Type: "watch", SaleId: not null })
        {
            Refuse(socket, KnownProblems.InvalidRequest.Code, null);
            return;
        }

        var listing = SaleId.TryParse(request.SaleId, out var sale)
            ? await _board.FindAsync(sale, CancellationToken.None).ConfigureAwait(false)
            : null;
        if (listing is null)
        {
            Refuse(socket, KnownProblems.SaleNotFound.Code, request.SaleId);
            return;
        }

        if (!socket.Watches.Contains(sale))
        {
            if (socket.Watches.Count >= _watchesPerSocket)
            {
                Refuse(socket, "too-many-watches", request.SaleId);
                return;
            }

            socket.Watches.Add(sale);
            _watches.Add(sale, socket);
        }

        socket.Send(WatchedSale.Message(listing));
    }

    private static void Refuse(PushSocket socket, string code, string? sale) =>
        socket.Send(JsonAnswer.ToBytes(new SocketRefusal(code, sale), SeckillJson.Default.SocketRefusal));
}
