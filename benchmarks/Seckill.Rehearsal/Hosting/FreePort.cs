using System.Net;
using System.Net.Sockets;

namespace Seckill.Rehearsal.Hosting;

/// <summary>Finds a loopback port for a host that will be killed and started again.</summary>
internal static class FreePort
{
    // Below the range that systems give to outgoing connections: while the host is down, a client that keeps calling could otherwise be
    // given the host's port as its own, connect to itself, and keep the host from coming back.
    private const int First = 20_000;
    private const int Last = 32_000;

    public static int Find()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Somebody has it; the next one.
            }
        }
    }
}
