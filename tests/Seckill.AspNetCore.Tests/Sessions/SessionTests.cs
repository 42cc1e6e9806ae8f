using Microsoft.AspNetCore.Http;
using Seckill.AspNetCore.Sessions;
using Seckill.SampleHost.Tokens;

namespace Seckill.AspNetCore.Tests.Sessions;

public sealed class SessionTests
{
    private const string Path = "/api/admin/session";
    private const string Sales = "/api/admin/sales";

    [Fact]
    public async Task SignIn_GivesACookieThatStandsForTheToken()
    {
        await using var host = await new SharedSessions().StartOneAsync();
        var browser = new Browser();
        var response = await browser.BeginAsync(host.Client, host.Operator("op7"));
        var json = await Expect.JsonAsync(response, 200);
        Assert.Equal(["operator", "expiresAt"], Expect.Names(json));
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        var parts = Browser.CookieOf(response)!.Split("; ");
        Assert.Equal(["httponly", Browser.MaxAge(SessionEndpoints.LongestLife), "path=/", "samesite=strict"], parts[1..].Order(StringComparer.Ordinal));
        Assert.Matches("^[A-Za-z0-9_-]{43}$", browser.Id);
        await Expect.JsonAsync(await browser.GetAsync(host.Client, Sales), 200);
        Assert.Equal(json.GetRawText(), (await Expect.JsonAsync(await browser.GetAsync(host.Client, Path), 200)).GetRawText());
        Assert.Equal("op7", json.GetProperty("operator").GetString());
        Assert.Equal(host.Clock.GetUtcNow() + SessionEndpoints.LongestLife, json.GetProperty("expiresAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task Actions_BySession_AreAuditedUnderTheOperatorsName()
    {
        await using var host = await new SharedSessions().StartOneAsync();
        var browser = await Browser.SignInAsync(host.Client, host.Operator("op7"));
        await browser.SendAsync(host.Client, HttpMethod.Post, "/api/admin/sales/s1/pause");
        var audit = await Expect.JsonAsync(await browser.GetAsync(host.Client, "/api/admin/audit"), 200);
        Assert.Contains("\"who\":\"op7\"", audit.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http", false)]
    [InlineData("https", true)]
    public void Cookie_IsSecure_WhereTheRequestIs(string scheme, bool secure)
    {
        var context = new DefaultHttpContext();
        context.Request.Scheme = scheme;
        SessionCookie.Set(context, "id", TimeSpan.FromHours(1));
        Assert.Equal(secure, context.Response.Headers.SetCookie.Single()!.Contains("; secure", StringComparison.Ordinal));
        SessionCookie.Clear(context);
        Assert.Equal(secure, context.Response.Headers.SetCookie.Single()!.Contains("; secure", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SignIn_WithoutAnOperatorsToken_IsRefused()
    {
        await using var host = await new SharedSessions().StartOneAsync();
        var browser = new Browser();
        await Expect.ProblemAsync(await browser.BeginAsync(host.Client, host.Token("u1")), 403, "forbidden");
        await Expect.ProblemAsync(await browser.BeginAsync(host.Client, null), 401, "unauthorized");
        await Expect.ProblemAsync(await browser.BeginAsync(host.Client, "a.b.c"), 401, "unauthorized");
        Assert.Null(browser.Id);

        // A session makes no other one, or it would never end.
        var signedIn = await Browser.SignInAsync(host.Client, host.Operator());
        var first = signedIn.Id;
        await Expect.ProblemAsync(await signedIn.BeginAsync(host.Client, null), 401, "unauthorized");
        Assert.Equal(first, signedIn.Id);
    }

    [Fact]
    public async Task SignIn_Again_EndsTheFormerSession()
    {
        await using var host = await new SharedSessions().StartOneAsync();
        var browser = await Browser.SignInAsync(host.Client, host.Operator("op1"));
        var former = new Browser { Id = browser.Id };
        await browser.BeginAsync(host.Client, host.Operator("op2"));
        Assert.NotEqual(former.Id, browser.Id);
        await Expect.ProblemAsync(await former.GetAsync(host.Client, Sales), 401, "unauthorized");
        Assert.Equal("op2", (await Expect.JsonAsync(await browser.GetAsync(host.Client, Path), 200)).GetProperty("operator").GetString());
    }

    [Fact]
    public async Task Session_EndsAfterEightHours()
    {
        await using var host = await new SharedSessions().StartOneAsync();
        var browser = await Browser.SignInAsync(host.Client, host.Operator());
        host.Clock.Advance(SessionEndpoints.LongestLife - TimeSpan.FromSeconds(1));
        await Expect.JsonAsync(await browser.GetAsync(host.Client, Sales), 200);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await Expect.ProblemAsync(await browser.GetAsync(host.Client, Sales), 401, "unauthorized");
    }

    [Fact]
    public async Task Session_OfAHostWithoutASharedTier_LivesAsLong()
    {
        await using var host = await SharedSessions.StartAloneAsync();
        var browser = await Browser.SignInAsync(host.Client, host.Operator());
        host.Clock.Advance(SessionEndpoints.LongestLife - TimeSpan.FromSeconds(1));
        await Expect.JsonAsync(await browser.GetAsync(host.Client, Sales), 200);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await Expect.ProblemAsync(await browser.GetAsync(host.Client, Sales), 401, "unauthorized");
        browser = await Browser.SignInAsync(host.Client, host.Operator());
        var id = browser.Id;
        Assert.Equal(204, (int)(await browser.EndAsync(host.Client)).StatusCode);
        await Expect.ProblemAsync(await new Browser { Id = id }.GetAsync(host.Client, Sales), 401, "unauthorized");
    }

    [Fact]
    public async Task Session_EndsWithItsToken()
    {
        await using var host = await new SharedSessions().StartOneAsync();
        var token = host.Operator();
        host.Clock.Advance(TokenIssuer.Life - TimeSpan.FromMinutes(10));
        var browser = new Browser();
        var response = await browser.BeginAsync(host.Client, token);
        Assert.Contains(Browser.MaxAge(TimeSpan.FromMinutes(10)), Browser.CookieOf(response), StringComparison.Ordinal);
        host.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        await Expect.JsonAsync(await browser.GetAsync(host.Client, Sales), 200);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await Expect.ProblemAsync(await browser.GetAsync(host.Client, Sales), 401, "unauthorized");
        await Expect.ProblemAsync(await browser.BeginAsync(host.Client, token), 401, "unauthorized");
    }

    [Fact]
    public async Task SignOut_EndsTheSession_AndMayBeRepeated()
    {
        await using var host = await new SharedSessions().StartOneAsync();
        var browser = await Browser.SignInAsync(host.Client, host.Operator());
        var thief = new Browser { Id = browser.Id };
        await Expect.JsonAsync(await thief.GetAsync(host.Client, Sales), 200);
        var response = await browser.EndAsync(host.Client);
        Assert.Equal(204, (int)response.StatusCode);
        Assert.Null(browser.Id);
        Assert.Contains("expires=Thu, 01 Jan 1970", Browser.CookieOf(response), StringComparison.Ordinal);
        await Expect.ProblemAsync(await thief.GetAsync(host.Client, Sales), 401, "unauthorized");
        await Expect.ProblemAsync(await thief.GetAsync(host.Client, Path), 401, "unauthorized");
        Assert.Equal(204, (int)(await thief.EndAsync(host.Client)).StatusCode);
        Assert.Equal(204, (int)(await new Browser().EndAsync(host.Client)).StatusCode);
    }

    [Fact]
    public async Task Cookie_AnyCharacterChanged_IsNoSession()
    {
        await using var host = await new SharedSessions().StartOneAsync();
        var id = (await Browser.SignInAsync(host.Client, host.Operator())).Id!;
        for (var i = 0; i < id.Length; i++)
        {
            foreach (var other in new[] { 'A', 'B', '-' }.Where(c => c != id[i]))
            {
                var changed = new Browser { Id = id[..i] + other + id[(i + 1)..] };
                await Expect.ProblemAsync(await changed.GetAsync(host.Client, Sales), 401, "unauthorized");
            }
        }

        foreach (var text in new[] { "x", id + "A", id[..^1], id[..^1] + "=", id[..^1] + "%20", new string('*', 43), new string('x', 3000), "" })
        {
            await Expect.ProblemAsync(await new Browser { Id = text }.GetAsync(host.Client, Sales), 401, "unauthorized");
        }
    }

    [Fact]
    public async Task Header_WinsOverTheCookie_GoodOrBad()
    {
        await using var host = await new SharedSessions().StartOneAsync();
        var browser = await Browser.SignInAsync(host.Client, host.Operator("op1"));
        Task<HttpResponseMessage> Get(string header) =>
            browser.SendAsync(host.Client, HttpMethod.Get, Path, request => request.Headers.TryAddWithoutValidation("Authorization", header));
        await Expect.ProblemAsync(await Get("Bearer " + host.Token("u1")), 403, "forbidden");
        await Expect.ProblemAsync(await Get("Bearer a.b.c"), 401, "unauthorized");
        await Expect.ProblemAsync(await Get("Basic b3A6b3A="), 401, "unauthorized");
        await Expect.ProblemAsync(await Get(""), 401, "unauthorized");
        Assert.Equal("op2", (await Expect.JsonAsync(await Get("Bearer " + host.Operator("op2")), 200)).GetProperty("operator").GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task BuyersEndpoints_DoNotTakeTheCookie(bool direct)
    {
        await using var host = await new SharedSessions().StartOneAsync(new() { ["Seckill:Http:DirectPurchases"] = direct ? "true" : "false" });
        var browser = await Browser.SignInAsync(host.Client, host.Operator());
        foreach (var (method, path) in new[]
        {
            (HttpMethod.Post, "/api/sales/s1/purchases"), (HttpMethod.Get, "/api/purchases"), (HttpMethod.Get, "/api/purchases/x"),
            (HttpMethod.Post, "/api/orders/x/cancel"), (HttpMethod.Post, "/api/orders/x/pay"),
        })
        {
            var response = await browser.SendAsync(host.Client, method, path, request => request.Headers.Add("Idempotency-Key", "k1"));
            await Expect.ProblemAsync(response, 401, "unauthorized");
        }

        Assert.Empty(host.Purchases.Known);
    }
}
