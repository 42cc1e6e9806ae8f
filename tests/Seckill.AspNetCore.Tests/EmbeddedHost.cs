using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Seckill.SampleHost.Startup;
using Seckill.SampleHost.Tokens;

namespace Seckill.AspNetCore.Tests;

/// <summary>The sample host in Development with everything embedded, in a folder of its own, on a free loopback port.</summary>
internal sealed class EmbeddedHost : IAsyncDisposable
{
    private const string SharedKey = "the key that all hosts of a test share";

    private readonly WebApplication _app;
    private readonly DirectoryInfo _data;
    private readonly TokenIssuer _tokens;

    private EmbeddedHost(WebApplication app, DirectoryInfo data, LogRecorder log, TokenIssuer tokens)
    {
        (_app, _data, Log, _tokens) = (app, data, log, tokens);
        Address = new Uri(app.Urls.First());
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = Address };
    }

    public HttpClient Client { get; }

    public LogRecorder Log { get; }

    public Uri Address { get; }

    public string Operator => _tokens.Issue("op1", "operator");

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts it; with a connection string the stock and the shared tier are in that Redis, and nothing is on sale.</summary>
    public static async Task<EmbeddedHost> StartAsync(string? redis = null)
    {
        var data = Directory.CreateTempSubdirectory("seckill-host-");
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Seckill:DataDirectory"] = data.FullName,
            ["ConnectionStrings:Redis"] = redis,
            ["Seckill:Tokens:SigningKey"] = redis is null ? null : SharedKey,
        });
        var log = new LogRecorder();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.UseServerLimits();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddSale();
        builder.AddTokens();
        builder.Services.AddSeckillEndpoints(options => options.RequestsPerSecond = 1_000_000);
        if (redis is null)
        {
            builder.Services.AddHostedService<DemoSale>();
        }

        var app = builder.Build();
        app.MapSeckill();
        app.MapDevelopmentTokens();
        await app.StartAsync(TestContext.Current.CancellationToken);
        var key = await app.Services.GetRequiredService<TokenKey>().GetAsync(TestContext.Current.CancellationToken);
        return new EmbeddedHost(app, data, log, new TokenIssuer(key, TimeProvider.System.GetUtcNow()));
    }

    public string Token(string buyer) => _tokens.Issue(buyer, null);

    public Task<HttpResponseMessage> GetAsync(string path, string token) => SendAsync(HttpMethod.Get, path, token, null, null);

    public Task<HttpResponseMessage> PostAsync(string path, string token, object? body = null, string? key = null) =>
        SendAsync(HttpMethod.Post, path, token, body, key);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string token, object? body, string? key)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
