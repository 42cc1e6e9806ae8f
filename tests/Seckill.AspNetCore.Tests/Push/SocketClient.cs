using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Seckill.AspNetCore.Tests.Push;

/// <summary>A buyer's end of the push channel.</summary>
internal sealed class SocketClient : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();

    public ClientWebSocket Socket => _socket;

    public static async Task<SocketClient> ConnectAsync(TestHost host, string? token, Action<ClientWebSocketOptions>? configure = null)
    {
        var client = new SocketClient();
        configure?.Invoke(client._socket.Options);
        client._socket.Options.CollectHttpResponseDetails = true;
        var query = token is null ? "" : "?access_token=" + token;
        await client._socket.ConnectAsync(new Uri($"ws://{host.Address.Authority}/ws{query}"), TestContext.Current.CancellationToken);
        return client;
    }

    public Task SendAsync(string text) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);

    public Task WatchAsync(string sale) => SendAsync(JsonSerializer.Serialize(new { type = "watch", saleId = sale }));

    /// <summary>The next message; null when the server has said goodbye.</summary>
    public async Task<JsonElement?> ReceiveAsync()
    {
        var buffer = new byte[8 * 1024];
        var result = await _socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        if (result.MessageType == WebSocketMessageType.Close)
        {
            return null;
        }

        Assert.True(result.EndOfMessage);
        return JsonDocument.Parse(buffer.AsMemory(0, result.Count)).RootElement;
    }

    /// <summary>Reads until the goodbye and returns its status.</summary>
    public async Task<WebSocketCloseStatus?> UntilClosedAsync()
    {
        while (await ReceiveAsync() is not null)
        {
        }

        return _socket.CloseStatus;
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return default;
    }
}
