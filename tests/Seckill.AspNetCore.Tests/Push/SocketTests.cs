using System.Net;
using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Seckill.AspNetCore.Push;
using Seckill.AspNetCore.Tests.Fakes;
using Seckill.Ids;
using Seckill.Purchasing;
using Seckill.SampleHost.Tokens;

namespace Seckill.AspNetCore.Tests.Push;

public sealed class SocketTests
{
    [Fact]
    public async Task Purchase_Changed_IsPushedToItsBuyerAndToNobodyElse()
    {
        await using var host = await TestHost.StartAsync();
        await using var mine = await SocketClient.ConnectAsync(host, host.Token("u1"));
        await using var other = await SocketClient.ConnectAsync(host, host.Token("u2"));
        await ReadyAsync(mine, other);
        var first = Samples.Pending("u1", host.Clock.GetUtcNow().AddMinutes(15));
        var second = Samples.Queued("u2");
        Observer(host).OnChanged(first);
        Observer(host).OnChanged(second);
        var pushed = (await mine.ReceiveAsync())!.Value;
        Assert.Equal(
            ["type", "reservationId", "saleId", "quantity", "status", "orderId", "payBefore", "amount", "currency"],
            Expect.Names(pushed));
        Assert.Equal("purchase", pushed.GetProperty("type").GetString());
        Assert.Equal(first.Id.ToString(), pushed.GetProperty("reservationId").GetString());
        Assert.Equal(second.Id.ToString(), (await other.ReceiveAsync())!.Value.GetProperty("reservationId").GetString());
    }

    [Fact]
    public async Task Stock_Watched_IsToldAtOnce_ThenOncePerTickAndOnlyNews()
    {
        await using var host = await TestHost.StartAsync();
        var sale = SaleId.Parse("s1");
        await using var client = await SocketClient.ConnectAsync(host, host.Token("u1"));
        await client.WatchAsync("s1");
        Assert.Equal("""{"saleId":"s1","available":100,"status":"open"}""", WithoutType(await client.ReceiveAsync()));
        await host.Clock.TickerStands;
        host.Clock.Advance(StockTicker.Period);
        Assert.Equal("""{"saleId":"s1","available":100,"status":"open"}""", WithoutType(await client.ReceiveAsync()));
        for (var left = 99; left >= 90; left--)
        {
            host.Board.Available[sale] = left;
        }

        host.Clock.Advance(StockTicker.Period);
        Assert.Equal("""{"saleId":"s1","available":90,"status":"open"}""", WithoutType(await client.ReceiveAsync()));
        host.Clock.Advance(StockTicker.Period);
        Observer(host).OnChanged(Samples.Queued("u1"));
        Assert.Equal("purchase", (await client.ReceiveAsync())!.Value.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Watch_UnknownOrNonsense_IsRefusedAndTheSocketLives()
    {
        await using var host = await TestHost.StartAsync();
        await using var client = await SocketClient.ConnectAsync(host, host.Token("u1"));
        foreach (var (text, code) in new[]
        {
            ("""{"type":"watch","saleId":"none"}""", "sale-not-found"),
            ("""{"type":"watch","saleId":"a b"}""", "sale-not-found"),
            ("""{"type":"watch"}""", "invalid-request"),
            ("""{"type":"watch","saleId":5}""", "invalid-request"),
            ("""{"type":"purge","saleId":"s1"}""", "invalid-request"),
            ("nonsense", "invalid-request"),
            ("", "invalid-request"),
        })
        {
            await client.SendAsync(text);
            Assert.Equal(code, (await client.ReceiveAsync())!.Value.GetProperty("code").GetString());
        }
    }

    [Fact]
    public async Task Watch_MoreThanAllowed_IsRefused_TheSameSaleTwiceIsNot()
    {
        await using var host = await TestHost.StartAsync(settings: new() { ["Seckill:Http:WatchesPerSocket"] = "2" });
        foreach (var id in new[] { "s2", "s3" })
        {
            host.Board.Sales[SaleId.Parse(id)] = Samples.Sale(id, host.Clock.GetUtcNow());
        }

        await using var client = await SocketClient.ConnectAsync(host, host.Token("u1"));
        foreach (var (sale, type) in new[] { ("s1", "stock"), ("s2", "stock"), ("s3", "problem"), ("s1", "stock") })
        {
            await client.WatchAsync(sale);
            Assert.Equal(type, (await client.ReceiveAsync())!.Value.GetProperty("type").GetString());
        }
    }

    [Fact]
    public async Task Message_OverFourKiB_EndsTheSocket()
    {
        await using var host = await TestHost.StartAsync();
        await using var client = await SocketClient.ConnectAsync(host, host.Token("u1"));
        await client.SendAsync(new string('x', PushSocket.MaxMessageBytes + 1));
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, await client.UntilClosedAsync());
    }

    [Fact]
    public async Task Messages_WithoutEnd_EndTheSocket()
    {
        await using var host = await TestHost.StartAsync(settings: new() { ["Seckill:Http:Burst"] = "5" });
        await using var client = await SocketClient.ConnectAsync(host, host.Token("u1"));
        for (var i = 0; i < 5; i++)
        {
            await client.WatchAsync("s1");
        }

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await client.UntilClosedAsync());
    }

    [Fact]
    public async Task Sockets_MoreThanAllowed_TheOldestGoes()
    {
        await using var host = await TestHost.StartAsync(settings: new() { ["Seckill:Http:SocketsPerBuyer"] = "2" });
        await using var oldest = await SocketClient.ConnectAsync(host, host.Token("u1"));
        await ReadyAsync(oldest);
        await using var second = await SocketClient.ConnectAsync(host, host.Token("u1"));
        await ReadyAsync(second);
        await using var third = await SocketClient.ConnectAsync(host, host.Token("u1"));
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await oldest.UntilClosedAsync());
        await ReadyAsync(second, third);
    }

    [Fact]
    public async Task Token_Expires_EndsTheSocket()
    {
        await using var host = await TestHost.StartAsync();
        await using var client = await SocketClient.ConnectAsync(host, host.Token("u1"));
        await ReadyAsync(client);
        await host.Clock.TickerStands;
        host.Clock.Advance(TokenIssuer.Life);
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await client.UntilClosedAsync());
    }

    [Fact]
    public async Task Server_Stops_SaysGoodbye()
    {
        await using var host = await TestHost.StartAsync();
        await using var client = await SocketClient.ConnectAsync(host, host.Token("u1"));
        await ReadyAsync(client);
        var stopping = host.StopAsync();
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, await client.UntilClosedAsync());
        await client.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", TestContext.Current.CancellationToken);
        await stopping;
    }

    [Fact]
    public async Task Client_Leaves_NothingIsLeftOfIt()
    {
        await using var host = await TestHost.StartAsync();
        await using var client = await SocketClient.ConnectAsync(host, host.Token("u1"));
        await client.WatchAsync("s1");
        await client.ReceiveAsync();
        await client.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", TestContext.Current.CancellationToken);

        // The goodbye is answered before the server has cleaned up: stopping waits for the request to end.
        await host.StopAsync();
        Assert.Empty(host.Service<SocketDirectory>().All);
        Assert.True(host.Service<WatchList>().IsEmpty);
    }

    [Fact]
    public async Task Client_ThatNeverReads_HoldsUpNobody()
    {
        await using var host = await TestHost.StartAsync();
        await using var deaf = await SocketClient.ConnectAsync(host, host.Token("u1"));
        await using var other = await SocketClient.ConnectAsync(host, host.Token("u2"));
        await ReadyAsync(deaf, other);
        var big = Samples.Queued("u1") with { Reason = new string('x', 60_000) };
        for (var i = 0; i < 2_000; i++)
        {
            Observer(host).OnChanged(big);
        }

        Observer(host).OnChanged(Samples.Queued("u2"));
        Assert.Equal("purchase", (await other.ReceiveAsync())!.Value.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Connect_WithTokenAsSubprotocol_AgreesOnAProtocol()
    {
        await using var host = await TestHost.StartAsync();
        var token = host.Token("u1");
        await using var alone = await SocketClient.ConnectAsync(host, null, options => options.AddSubProtocol(token));
        Assert.Equal(token, alone.Socket.SubProtocol);
        await using var named = await SocketClient.ConnectAsync(host, null, options =>
        {
            options.AddSubProtocol("seckill");
            options.AddSubProtocol(token);
        });
        Assert.Equal("seckill", named.Socket.SubProtocol);
        await ReadyAsync(alone, named);
    }

    [Fact]
    public async Task Connect_OperatorsMayToo_ByHeader()
    {
        await using var host = await TestHost.StartAsync();
        await using var client = await SocketClient.ConnectAsync(host, null, options => options.SetRequestHeader("Authorization", "Bearer " + host.Operator()));
        await ReadyAsync(client);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a.b.c")]
    public async Task Connect_WithoutGoodToken_Is401(string? token)
    {
        await using var host = await TestHost.StartAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await RefusalAsync(host, token));
    }

    [Theory]
    [InlineData("http://evil.example", false)]
    [InlineData("http://127.0.0.1:1", false)]
    [InlineData("null", false)]
    [InlineData("http://127.0.0.1:{port}", true)]
    public async Task Connect_FromAPage_MustBeThisHostsPage(string origin, bool allowed)
    {
        await using var host = await TestHost.StartAsync();
        var own = origin.Replace("{port}", host.Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        if (allowed)
        {
            await using var client = await SocketClient.ConnectAsync(host, host.Token("u1"), options => options.SetRequestHeader("Origin", own));
            return;
        }

        Assert.Equal(HttpStatusCode.Forbidden, await RefusalAsync(host, host.Token("u1"), options => options.SetRequestHeader("Origin", own)));
    }

    [Fact]
    public async Task Get_WithoutUpgrade_Is400_WithoutToken401()
    {
        await using var host = await TestHost.StartAsync();
        await Expect.ProblemAsync(await host.GetAsync("/ws", host.Token("u1")), 400, "invalid-request");
        await Expect.ProblemAsync(await host.GetAsync("/ws"), 401, "unauthorized");
    }

    private static async Task<HttpStatusCode> RefusalAsync(TestHost host, string? token, Action<ClientWebSocketOptions>? configure = null)
    {
        HttpStatusCode status = default;
        await Assert.ThrowsAsync<WebSocketException>(async () =>
        {
            var socket = new ClientWebSocket();
            configure?.Invoke(socket.Options);
            socket.Options.CollectHttpResponseDetails = true;
            try
            {
                await socket.ConnectAsync(new Uri($"ws://{host.Address.Authority}/ws?access_token={token}"), TestContext.Current.CancellationToken);
            }
            finally
            {
                status = socket.HttpStatusCode;
                socket.Dispose();
            }
        });
        return status;
    }

    private static IPurchaseObserver Observer(TestHost host) => host.Service<IServiceProvider>().GetServices<IPurchaseObserver>().Single();

    /// <summary>A connected socket is registered a moment later; an answer over it proves that it is.</summary>
    private static async Task ReadyAsync(params SocketClient[] clients)
    {
        foreach (var client in clients)
        {
            await client.SendAsync("{}");
            Assert.NotNull(await client.ReceiveAsync());
        }
    }

    private static string WithoutType(System.Text.Json.JsonElement? message)
    {
        var node = System.Text.Json.Nodes.JsonObject.Create(message!.Value)!;
        Assert.Equal("stock", node["type"]!.GetValue<string>());
        node.Remove("type");
        return node.ToJsonString();
    }
}
