using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Seckill.Testing.Faults;

/// <summary>One client's connection through a proxy.</summary>
internal sealed class ProxiedConnection(Socket client, TcpFaultProxy proxy) : IDisposable
{
    private readonly Socket _server = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly CancellationTokenSource _end = new();

    public async Task RunAsync(IPEndPoint target, CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(_end.Token, cancellationToken);
        try
        {
            client.NoDelay = true;
            await _server.ConnectAsync(target, both.Token).ConfigureAwait(false);
            await Task.WhenAny(PumpAsync(client, _server, proxy.ToServer, both.Token), PumpAsync(_server, client, proxy.ToClient, both.Token)).ConfigureAwait(false);
        }
        catch (Exception e) when (IsEnd(e))
        {
            // A broken link is what this is for.
        }

        Reset();
    }

    /// <summary>Ends both sides without a farewell.</summary>
    public void Reset()
    {
        _end.Cancel();
        Abort(client);
        Abort(_server);
    }

    public void Dispose()
    {
        client.Dispose();
        _server.Dispose();
    }

    private static bool IsEnd(Exception e) => e is SocketException or OperationCanceledException or ObjectDisposedException;

    private static void Abort(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
        }
        catch (Exception e) when (IsEnd(e))
        {
            // It had ended already.
        }
    }

    /// <summary>Reads on while earlier bytes are still under way, so that a delay does not become a limit of throughput.</summary>
    private static async Task PumpAsync(Socket from, Socket to, LinkFault fault, CancellationToken cancellationToken)
    {
        var underWay = Channel.CreateBounded<(byte[] Bytes, long SentAt)>(1024);
        var reading = ReadAsync(from, underWay.Writer, cancellationToken);
        var writing = WriteAsync(underWay.Reader, to, fault, cancellationToken);
        if (await Task.WhenAny(reading, writing).ConfigureAwait(false) == reading)
        {
            await writing.ConfigureAwait(false);
        }
    }

    private static async Task ReadAsync(Socket from, ChannelWriter<(byte[] Bytes, long SentAt)> underWay, CancellationToken cancellationToken)
    {
        try
        {
            var buffer = new byte[64 * 1024];
            while (await from.ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
            {
                await underWay.WriteAsync((buffer[..read], TimeProvider.System.GetTimestamp()), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (IsEnd(e))
        {
            // The other side is told by the end of the connection.
        }

        underWay.TryComplete();
    }

    private static async Task WriteAsync(ChannelReader<(byte[] Bytes, long SentAt)> underWay, Socket to, LinkFault fault, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var (bytes, sentAt) in underWay.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                var left = fault.Delay - TimeProvider.System.GetElapsedTime(sentAt);
                if (left > TimeSpan.Zero)
                {
                    await Task.Delay(left, cancellationToken).ConfigureAwait(false);
                }

                await fault.WhenOpenAsync(cancellationToken).ConfigureAwait(false);
                var taken = fault.Take(bytes.Length);
                await SendAllAsync(to, bytes.AsMemory(0, taken), cancellationToken).ConfigureAwait(false);
                if (taken < bytes.Length)
                {
                    return;
                }
            }
        }
        catch (Exception e) when (IsEnd(e))
        {
            // The reading side notices by itself.
        }
    }

    private static async Task SendAllAsync(Socket to, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await to.SendAsync(bytes, cancellationToken).ConfigureAwait(false)..];
        }
    }
}
