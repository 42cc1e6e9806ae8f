using System.Globalization;
using System.Net.Http.Headers;

namespace Seckill.AspNetCore.Tests.Sessions;

/// <summary>What a browser does for the console's page: keeps the cookie, sends it to whatever host it is told, and says which page asks.</summary>
internal sealed class Browser
{
    private const string Name = "seckill-session=";

    /// <summary>The cookie's value; null without one.</summary>
    public string? Id { get; set; }

    /// <summary>Signs in with an operator's token.</summary>
    public static async Task<Browser> SignInAsync(HttpClient host, string token)
    {
        var browser = new Browser();
        await Expect.JsonAsync(await browser.BeginAsync(host, token), 200);
        Assert.NotNull(browser.Id);
        return browser;
    }

    public Task<HttpResponseMessage> BeginAsync(HttpClient host, string? token) =>
        SendAsync(host, HttpMethod.Post, "/api/admin/session", request => request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token));

    public Task<HttpResponseMessage> EndAsync(HttpClient host) => SendAsync(host, HttpMethod.Delete, "/api/admin/session");

    public Task<HttpResponseMessage> GetAsync(HttpClient host, string path) => SendAsync(host, HttpMethod.Get, path);

    /// <summary>Sends as the console's own page does, unless <paramref name="configure"/> says otherwise.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpClient host, HttpMethod method, string path, Action<HttpRequestMessage>? configure = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (Id is not null)
        {
            request.Headers.Add("Cookie", Name + Id);
        }

        configure?.Invoke(request);
        var response = await host.SendAsync(request, TestContext.Current.CancellationToken);
        if (CookieOf(response) is { } cookie)
        {
            var value = cookie.Split(';')[0][Name.Length..];
            Id = value.Length > 0 ? value : null;
        }

        return response;
    }

    /// <summary>The whole cookie line of an answer; null when it sets none.</summary>
    public static string? CookieOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Set-Cookie", out var lines) ? lines.Single(line => line.StartsWith(Name, StringComparison.Ordinal)) : null;

    public static string MaxAge(TimeSpan life) => "max-age=" + ((long)life.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
