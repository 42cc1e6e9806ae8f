using System.Buffers;
using System.Net.WebSockets;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Seckill.Ids;

namespace Seckill.AspNetCore.Push;

/// <summary>
/// One socket of one caller. What is to be sent waits in a short queue that drops its oldest entry: a push is a hint,
/// and a slow reader must neither hold memory nor hold up anybody else.
/// </summary>
internal sealed class PushSocket : IDisposable
{
    public const int MaxMessageBytes = 4 * 1024;

    private const int QueueLength = 32;

    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(2);

    private readonly Channel<byte[]> _outbox = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(QueueLength) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly CancellationTokenSource _life = new();
    private readonly WebSocket _socket;
    private readonly ILogger _logger;
    private WebSocketCloseStatus _closeStatus = WebSocketCloseStatus.NormalClosure;
    private string _closeReason = "";

    public PushSocket(WebSocket socket, BuyerId caller, DateTimeOffset? expiresAt, string? session, ILogger logger)
    {
        _socket = socket;
        _logger = logger;
        Caller = caller;
        ExpiresAt = expiresAt;
        Session = session;
    }

    public BuyerId Caller { get; }

    /// <summary>When the caller's token ends, and the socket with it; null when it does not.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <summary>The id of the session it was opened by, which may end sooner; null when it was a token.</summary>
    public string? Session { get; }

    /// <summary>The sales it watches; touched by its own reader alone.</summary>
    public HashSet<SaleId> Watches { get; } = [];

    public void Send(byte[] message) => _outbox.Writer.TryWrite(message);

    /// <summary>Says goodbye after what is queued, and hangs up if that takes more than two seconds.</summary>
    public void Close(WebSocketCloseStatus status, string reason)
    {
        lock (_outbox)
        {
            if (!_outbox.Writer.TryComplete())
            {
                return;
            }

            _closeStatus = status;
            _closeReason = reason;
            _life.CancelAfter(s_farewell);
        }
    }

    /// <summary>Runs until either side closes. <paramref name="onMessage"/> gets each whole message.</summary>
    public async Task RunAsync(Func<PushSocket, ReadOnlyMemory<byte>, ValueTask> onMessage)
    {
        var sending = SendAllAsync();
        try
        {
            await ReceiveAllAsync(onMessage).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            Log.SocketBroke(_logger, exception.Message);
        }
        finally
        {
            Close(WebSocketCloseStatus.NormalClosure, "");
            await sending.ConfigureAwait(false);
        }
    }

    public void Dispose() => _life.Dispose();

    private async Task SendAllAsync()
    {
        try
        {
            await foreach (var message in _outbox.Reader.ReadAllAsync(_life.Token).ConfigureAwait(false))
            {
                await _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, _life.Token).ConfigureAwait(false);
            }

            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await _socket.CloseOutputAsync(_closeStatus, _closeReason, _life.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            Log.SocketBroke(_logger, exception.Message);
            _socket.Abort();
        }
    }

    private async Task ReceiveAllAsync(Func<PushSocket, ReadOnlyMemory<byte>, ValueTask> onMessage)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MaxMessageBytes);
        try
        {
            var length = 0;
            while (true)
            {
                var received = await _socket.ReceiveAsync(buffer.AsMemory(length, MaxMessageBytes - length), _life.Token).ConfigureAwait(false);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                length += received.Count;
                if (received.EndOfMessage)
                {
                    await onMessage(this, buffer.AsMemory(0, length)).ConfigureAwait(false);
                    length = 0;
                }
                else if (length == MaxMessageBytes)
                {
                    Close(WebSocketCloseStatus.MessageTooBig, "A message is at most 4 KiB.");
                    return;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
