using System.Net;
using System.Net.Sockets;

namespace Seckill.Rehearsal.Http;

/// <summary>
/// One HTTP/1.1 connection with one request in flight. It connects when it is used and again after a failure.
/// After a failure it is not known whether the server acted on the request.
/// </summary>
internal sealed class HttpConnection(IPEndPoint server) : IDisposable
{
    private const int MaximumAnswer = 16 * 1024 * 1024;

    private byte[] _input = new byte[2048];
    private Socket? _socket;
    private long _busySince;

    /// <summary>The request to send next; cleared after every exchange.</summary>
    public RequestBuffer Request { get; } = new();

    /// <summary>Milliseconds since the exchange under way began; 0 when none is.</summary>
    public long BusyFor => Volatile.Read(ref _busySince) is > 0 and var since ? Environment.TickCount64 - since : 0;

    public async ValueTask OpenAsync()
    {
        if (_socket is not null)
        {
            return;
        }

        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket = socket;
        try
        {
            await socket.ConnectAsync(server);
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>Sends the request and reads the whole answer.</summary>
    /// <param name="bodiless">True for HEAD: the answer has no body whatever its headers say.</param>
    /// <exception cref="SocketException">The connection failed.</exception>
    /// <exception cref="IOException">The connection ended before the answer did.</exception>
    /// <exception cref="HttpFormatException">The answer is not HTTP.</exception>
    public async ValueTask<HttpAnswer> ExchangeAsync(bool bodiless = false)
    {
        Volatile.Write(ref _busySince, Environment.TickCount64);
        var whole = false;
        try
        {
            await SendAsync();
            var answer = await ReceiveAsync(bodiless);
            whole = true;
            return answer;
        }
        catch (ObjectDisposedException e)
        {
            throw new IOException("The connection was given up.", e);
        }
        finally
        {
            Volatile.Write(ref _busySince, 0);
            Request.Clear();
            if (!whole)
            {
                Close();
            }
        }
    }

    /// <summary>Sends the request and drops the connection without listening.</summary>
    public async ValueTask SendAndVanishAsync()
    {
        try
        {
            await SendAsync();
        }
        finally
        {
            Request.Clear();
            Close();
        }
    }

    /// <summary>Drops the connection; an exchange under way fails.</summary>
    public void Close() => Interlocked.Exchange(ref _socket, null)?.Dispose();

    public void Dispose() => Close();

    private async ValueTask SendAsync()
    {
        await OpenAsync();
        var left = Request.Bytes;
        while (!left.IsEmpty)
        {
            left = left[await Live.SendAsync(left, SocketFlags.None)..];
        }
    }

    private async ValueTask<HttpAnswer> ReceiveAsync(bool bodiless)
    {
        var frame = new AnswerFrame(bodiless);
        var filled = 0;
        while (!frame.Read(_input.AsSpan(0, filled)))
        {
            if (filled == _input.Length)
            {
                Array.Resize(ref _input, filled < MaximumAnswer ? filled * 2 : throw new HttpFormatException("The answer is too large."));
            }

            var count = await Live.ReceiveAsync(_input.AsMemory(filled), SocketFlags.None);
            filled += count;
            if (count == 0)
            {
                frame.End(filled);
                break;
            }
        }

        if (frame.Head.Close)
        {
            Close();
        }

        return new HttpAnswer(frame.Head.Status, _input.AsMemory(frame.HeadStart, frame.Head.Length), _input.AsMemory(frame.BodyStart, frame.BodyLength));
    }

    private Socket Live => _socket ?? throw new IOException("The connection was given up.");
}
