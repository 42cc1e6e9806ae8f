using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Seckill.AspNetCore.Sessions;
using Seckill.AspNetCore.Tests.Push;

namespace Seckill.AspNetCore.Tests.Sessions;

/// <summary>A stranger's page in the operator's browser: the cookie comes along, the proof does not.</summary>
public sealed class CrossSiteTests
{
    private const string Own = "own";

    public static TheoryData<string?, string?, bool> Pages => new()
    {
        { "same-origin", null, true },
        { "same-origin", "http://evil.example", true },
        { "same-site", Own, false },
        { "cross-site", Own, false },
        { "none", Own, false },
        { "", Own, false },
        { "same-origin, cross-site", null, false },
        { null, Own, true },
        { null, null, false },
        { null, "null", false },
        { null, "http://evil.example", false },
        { null, "https://{host}", false },
        { null, "http://{name}:1", false },
        { null, "http://{host}.evil.example", false },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task UnsafeCall_BySession_NeedsProofOfAnOwnPage(string? site, string? origin, bool allowed)
    {
        await using var host = await new SharedSessions().StartOneAsync();
        var browser = await Browser.SignInAsync(host.Client, host.Operator());
        foreach (var (method, path) in new[] { ("POST", "/api/admin/sales"), ("PATCH", "/api/admin/sales/s1"), ("DELETE", "/api/admin/cache/x"), ("DELETE", "/api/admin/session") })
        {
            var response = await browser.SendAsync(host.Client, new HttpMethod(method), path, request => Page(host, request, site, origin));
            if (allowed)
            {
                Assert.NotEqual(HttpStatusCode.Forbidden, response.StatusCode);
                Assert.NotEqual(HttpStatusCode.Unauthorized, response.StatusCode);
            }
            else
            {
                await Expect.ProblemAsync(response, 403, "forbidden");
            }
        }

        // The session is ended only where that was allowed, and nothing was audited for the stranger.
        Assert.Equal(allowed, browser.Id is null);
        Assert.Equal(allowed ? 401 : 200, (int)(await browser.GetAsync(host.Client, "/api/admin/session")).StatusCode);
        Assert.Equal(allowed, host.Audit.Entries.Count > 0);
    }

    [Theory]
    [InlineData("cross-site", "http://evil.example")]
    [InlineData(null, null)]
    public async Task SafeCall_BySession_Passes(string? site, string? origin)
    {
        await using var host = await new SharedSessions().StartOneAsync();
        var browser = await Browser.SignInAsync(host.Client, host.Operator());
        foreach (var path in new[] { "/api/admin/sales", "/api/admin/session" })
        {
            await Expect.JsonAsync(await browser.SendAsync(host.Client, HttpMethod.Get, path, request => Page(host, request, site, origin)), 200);
        }
    }

    [Fact]
    public async Task UnsafeCall_ByToken_NeedsNoProof()
    {
        await using var host = await new SharedSessions().StartOneAsync();
        var browser = await Browser.SignInAsync(host.Client, host.Operator());
        var response = await browser.SendAsync(host.Client, HttpMethod.Post, "/api/admin/sales/s1/pause", request =>
        {
            Page(host, request, "cross-site", "http://evil.example");
            request.Headers.Authorization = new("Bearer", host.Operator());
        });
        await Expect.JsonAsync(response, 200);
    }

    [Theory]
    [InlineData(null, Own, HttpStatusCode.SwitchingProtocols)]
    [InlineData("same-origin", Own, HttpStatusCode.SwitchingProtocols)]
    [InlineData(null, null, HttpStatusCode.Forbidden)]
    [InlineData(null, "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("cross-site", Own, HttpStatusCode.Forbidden)]
    public async Task Socket_BySession_NeedsProofOfAnOwnPage(string? site, string? origin, HttpStatusCode expected)
    {
        await using var host = await new SharedSessions().StartOneAsync();
        var id = (await Browser.SignInAsync(host.Client, host.Operator())).Id;
        Assert.Equal(expected, await OpenAsync(host, id, site, origin));
    }

    [Fact]
    public async Task Socket_ByNoSession_Is401()
    {
        await using var host = await new SharedSessions().StartOneAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await OpenAsync(host, new string('x', 43), "same-origin", Own));
        Assert.Equal(HttpStatusCode.Unauthorized, await OpenAsync(host, null, "same-origin", Own));
    }

    [Fact]
    public async Task Sessions_AreTakenByOperatorsEndpointsAndTheSocket_AndByNoOther()
    {
        await using var host = await TestHost.StartAsync();
        foreach (var endpoint in host.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var route = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            var isOperators = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy == SeckillPolicies.Operator);
            var signsIn = route == "/api/admin/session" && endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Contains("POST");
            var accepts = endpoint.Metadata.GetMetadata<AcceptsSession>();
            Assert.True(accepts is not null == (route == "/ws" || (isOperators && !signsIn)), route);
            Assert.Equal(accepts is not null && route == "/ws", accepts?.IsSocket == true);
        }
    }

    private static async Task<HttpStatusCode> OpenAsync(TestHost host, string? id, string? site, string? origin)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        foreach (var (name, value) in new[] { ("Cookie", id is null ? null : "seckill-session=" + id), ("Sec-Fetch-Site", site), ("Origin", Fill(host, origin)) })
        {
            if (value is not null)
            {
                socket.Options.SetRequestHeader(name, value);
            }
        }

        try
        {
            await socket.ConnectAsync(new Uri($"ws://{host.Address.Authority}/ws"), TestContext.Current.CancellationToken);
        }
        catch (WebSocketException)
        {
            Assert.NotEqual(HttpStatusCode.SwitchingProtocols, socket.HttpStatusCode);
        }

        return socket.HttpStatusCode;
    }

    private static void Page(TestHost host, HttpRequestMessage request, string? site, string? origin)
    {
        request.Headers.Remove("Sec-Fetch-Site");
        if (site is not null)
        {
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", site);
        }

        if (origin is not null)
        {
            request.Headers.TryAddWithoutValidation("Origin", Fill(host, origin));
        }
    }

    private static string? Fill(TestHost host, string? origin) => origin == Own
        ? host.Address.GetLeftPart(UriPartial.Authority)
        : origin?.Replace("{host}", host.Address.Authority, StringComparison.Ordinal).Replace("{name}", host.Address.Host, StringComparison.Ordinal);
}
