using System.Collections.Concurrent;
using System.Net.WebSockets;
using Microsoft.Extensions.Options;
using Seckill.Ids;

namespace Seckill.AspNetCore.Push;

/// <summary>The open sockets by caller. Arrays are replaced and never changed, so that pushing takes no lock.</summary>
internal sealed class SocketDirectory(IOptions<SeckillEndpointOptions> options)
{
    private readonly ConcurrentDictionary<BuyerId, PushSocket[]> _sockets = new();
    private readonly Lock _changes = new();
    private readonly int _perCaller = options.Value.SocketsPerBuyer;
    private bool _closed;

    public IEnumerable<PushSocket> All
    {
        get
        {
            foreach (var entry in _sockets)
            {
                foreach (var socket in entry.Value)
                {
                    yield return socket;
                }
            }
        }
    }

    public ReadOnlySpan<PushSocket> Of(BuyerId caller) => _sockets.TryGetValue(caller, out var sockets) ? sockets : default;

    public void Add(PushSocket socket)
    {
        lock (_changes)
        {
            if (_closed)
            {
                socket.Close(WebSocketCloseStatus.EndpointUnavailable, "The server stops.");
                return;
            }

            var now = Of(socket.Caller);
            if (now.Length >= _perCaller)
            {
                now[0].Close(WebSocketCloseStatus.PolicyViolation, "The caller opened more sockets than one may hold.");
                now = now[1..];
            }

            _sockets[socket.Caller] = [.. now, socket];
        }
    }

    public void Remove(PushSocket socket)
    {
        lock (_changes)
        {
            var left = Array.FindAll(Of(socket.Caller).ToArray(), other => other != socket);
            if (left.Length > 0)
            {
                _sockets[socket.Caller] = left;
            }
            else
            {
                _sockets.TryRemove(socket.Caller, out _);
            }
        }
    }

    /// <summary>Says goodbye to everybody, and to everybody who still comes.</summary>
    public void CloseAll()
    {
        lock (_changes)
        {
            _closed = true;
            foreach (var socket in All)
            {
                socket.Close(WebSocketCloseStatus.EndpointUnavailable, "The server stops.");
            }
        }
    }

    public void CloseExpired(DateTimeOffset now)
    {
        foreach (var socket in All)
        {
            if (socket.ExpiresAt <= now)
            {
                socket.Close(WebSocketCloseStatus.PolicyViolation, "The token has expired.");
            }
        }
    }
}
