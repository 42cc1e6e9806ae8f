using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Seckill.AspNetCore.Tests.Problems;

public sealed class ProblemTests
{
    [Fact]
    public async Task UnknownAddress_Is404()
    {
        await using var host = await TestHost.StartAsync();
        await Expect.ProblemAsync(await host.GetAsync("/api/nothing"), 404, "not-found");
        await Expect.ProblemAsync(await host.GetAsync("/x/y/z", host.Token("u1")), 404, "not-found");
    }

    [Fact]
    public async Task WrongMethod_Is405AndNamesTheRightOnes()
    {
        await using var host = await TestHost.StartAsync();
        var response = await host.SendAsync(HttpMethod.Delete, "/api/sales/s1/purchases", host.Token("u1"));
        await Expect.ProblemAsync(response, 405, "method-not-allowed");
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task Exception_Anywhere_Is503WithoutItsWords()
    {
        await using var host = await StartProductionAsync(app =>
        {
            app.MapGet("/now", (RequestDelegate)(_ => throw new InvalidOperationException("secret words"))).AllowAnonymous();
            app.MapGet("/later", async (HttpContext context) =>
            {
                await Task.Yield();
                throw new InvalidOperationException("secret words");
            }).AllowAnonymous();
        });
        foreach (var path in new[] { "/now", "/later" })
        {
            var problem = await Expect.ProblemAsync(await host.GetAsync(path), 503, "unavailable");
            Assert.DoesNotContain("secret", problem.GetRawText(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(408, "request-timeout")]
    [InlineData(413, "payload-too-large")]
    [InlineData(400, "invalid-request")]
    [InlineData(418, "http-418")]
    public async Task ServersOwnRefusal_IsAProblemToo(int status, string code)
    {
        await using var host = await StartProductionAsync(app =>
            app.MapGet("/bad", (RequestDelegate)(_ => throw new BadHttpRequestException("planted", status))).AllowAnonymous());
        await Expect.ProblemAsync(await host.GetAsync("/bad"), status, code);
    }

    [Fact]
    public async Task AnswerOfItsOwn_IsLeftAlone()
    {
        await using var host = await TestHost.StartAsync(map: app => app.MapGet("/own", async (HttpContext context) =>
        {
            context.Response.StatusCode = 404;
            context.Response.ContentType = "text/plain";
            await context.Response.WriteAsync("mine");
        }).AllowAnonymous());
        using var response = await host.GetAsync("/own");
        Assert.Equal("mine", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Answer_DoesNotNameTheServer()
    {
        await using var host = await TestHost.StartAsync();
        using var response = await host.GetAsync("/api/sales");
        Assert.Empty(response.Headers.Server);
    }

    [Fact]
    public async Task TruncatedBody_LeavesTheHostStanding()
    {
        await using var host = await TestHost.StartAsync();
        using (var client = new TcpClient(host.Address.Host, host.Address.Port))
        {
            var text = $"POST /api/sales/s1/purchases HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {host.Token("u1")}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{";
            var stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);
            client.Client.Shutdown(SocketShutdown.Send);
            await HangUpAsync(stream);
        }

        await Expect.JsonAsync(await host.GetAsync("/api/sales"), 200);
        Assert.Empty(host.Log.Troubles);
    }

    [Fact]
    public async Task Bytes_ThatAreNoRequest_AreRefusedByTheServerItself()
    {
        await using var host = await TestHost.StartAsync();
        using var response = await host.GetAsync("/api/sales/%00");
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Empty(host.Log.Troubles);
    }

    // The server hangs up on half a request, by an end or by a reset.
    private static async Task HangUpAsync(NetworkStream stream)
    {
        var answer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(answer, TestContext.Current.CancellationToken) > 0)
            {
            }
        }
        catch (IOException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            // The other way to hang up; what matters is the host, which the test asks next.
        }
    }

    /// <summary>In Development the developer's exception page stands before the host's own endpoints.</summary>
    private static Task<TestHost> StartProductionAsync(Action<WebApplication> map) =>
        TestHost.StartAsync("Production", new() { ["Seckill:Tokens:SigningKey"] = new string('k', 32) }, map: map);
}
