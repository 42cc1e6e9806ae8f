using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using Seckill.AspNetCore.Push;
using Seckill.Sessions;

namespace Seckill.AspNetCore.Sessions;

/// <summary>Ends the sockets of sessions that have ended, on whichever host that was.</summary>
internal sealed class SessionSockets(SocketDirectory sockets, IOperatorSessions sessions, ILogger<SessionSockets> logger)
{
    public async Task CloseEndedAsync(CancellationToken cancellationToken)
    {
        foreach (var socket in sockets.All)
        {
            if (socket.Session is { } id && await HasEndedAsync(id, cancellationToken).ConfigureAwait(false))
            {
                socket.Close(WebSocketCloseStatus.PolicyViolation, "The session has ended.");
            }
        }
    }

    private async ValueTask<bool> HasEndedAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await sessions.FindAsync(id, cancellationToken).ConfigureAwait(false) is { IsKnown: true, Session: null };
        }
#pragma warning disable CA1031 // What is not known today is asked again with the next tick, and the loop serves all sockets.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.SocketSessionUnknown(logger, exception);
            return false;
        }
    }
}
