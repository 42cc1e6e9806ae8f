using System.Net.Sockets;
using System.Text;

namespace Seckill.Speed.Scripts;

/// <summary>
/// One plain connection, driven by one thread that does nothing but copy prepared bytes and count lines: the server has to be the slower one.
/// </summary>
internal sealed class RespSocket : IDisposable
{
    private static readonly TimeSpan s_answerWithin = TimeSpan.FromSeconds(20);

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[256 * 1024];

    public RespSocket(string host, int port)
    {
        _socket.ReceiveTimeout = (int)s_answerWithin.TotalMilliseconds;
        _socket.Connect(host, port);
    }

    /// <summary>Sends commands, keeping a number of them in flight, until all are answered.</summary>
    /// <param name="commands">The commands.</param>
    /// <param name="linesPerReply">Lines of one good reply.</param>
    /// <param name="depth">Commands in flight.</param>
    /// <exception cref="BenchmarkFailedException">A reply held an error or a refusal.</exception>
    public void Run(IReadOnlyList<byte[]> commands, int linesPerReply, int depth)
    {
        var sent = 0;
        long lines = 0;
        while (lines < (long)commands.Count * linesPerReply)
        {
            while (sent < commands.Count && sent - (lines / linesPerReply) < depth)
            {
                _socket.Send(commands[sent++]);
            }

            lines += ReceiveGood().Count((byte)'\n');
        }
    }

    /// <summary>Sends one command and reads one bulk text.</summary>
    public string Ask(byte[] command)
    {
        _socket.Send(command);
        var text = "";
        do
        {
            text += Encoding.UTF8.GetString(Receive());
        }
        while (!IsWhole(text));

        return text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsWhole(string text)
    {
        var end = text.IndexOf("\r\n", StringComparison.Ordinal);
        return end > 0 && text.Length >= end + 4 + int.Parse(text.AsSpan(1, end - 1), System.Globalization.CultureInfo.InvariantCulture);
    }

    // Good replies hold no minus sign: it begins an error, or it is the code of a refusal.
    private ReadOnlySpan<byte> ReceiveGood()
    {
        var bytes = Receive();
        return bytes.Contains((byte)'-')
            ? throw new BenchmarkFailedException("A script call was refused or failed: " + Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 300)]))
            : bytes;
    }

    private ReadOnlySpan<byte> Receive()
    {
        var read = _socket.Receive(_buffer);
        return read > 0 ? _buffer.AsSpan(0, read) : throw new BenchmarkFailedException("The server has hung up.");
    }
}
