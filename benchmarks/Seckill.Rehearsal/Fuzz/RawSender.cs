using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Seckill.Rehearsal.Fuzz;

/// <summary>Sends bytes over a socket of their own and reads what comes back until the host hangs up.</summary>
internal static class RawSender
{
    private const int MostRead = 64 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>The status of the first answer; 0 when the host hung up without one; null when it did neither.</summary>
    public static async Task<int?> SendAsync(IPEndPoint host, byte[] bytes)
    {
        using var socket = new Socket(host.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var patience = new CancellationTokenSource(Patience);
        var answer = new byte[MostRead];
        var length = 0;
        try
        {
            await socket.ConnectAsync(host, patience.Token);
            await socket.SendAsync(bytes, patience.Token);
            socket.Shutdown(SocketShutdown.Send);
            int count;
            while (length < answer.Length && (count = await socket.ReceiveAsync(answer.AsMemory(length), patience.Token)) > 0)
            {
                length += count;
            }
        }
        catch (SocketException)
        {
            // Hanging up in the middle is a fine answer to nonsense; what was read before counts.
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        return StatusOf(answer.AsSpan(0, length));
    }

    private static int StatusOf(ReadOnlySpan<byte> answer) =>
        answer.Length >= 12 && answer.StartsWith("HTTP/1."u8) && int.TryParse(Encoding.ASCII.GetString(answer[9..12]), out var status) ? status : 0;
}
