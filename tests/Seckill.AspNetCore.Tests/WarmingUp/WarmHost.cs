using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Seckill.SampleHost.Startup;
using Seckill.SampleHost.WarmUp;

namespace Seckill.AspNetCore.Tests.WarmingUp;

/// <summary>The sample host with its warm-up, on data that the caller keeps.</summary>
internal sealed class WarmHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private WarmHost(WebApplication app, LogRecorder log)
    {
        (_app, Log) = (app, log);
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public LogRecorder Log { get; }

    public IServiceProvider Services => _app.Services;

    public WarmUp WarmUp => Services.GetRequiredService<WarmUp>();

    public static async Task<WarmHost> StartAsync(DirectoryInfo data, int seconds)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(
        [
            new("Seckill:DataDirectory", data.FullName),
            new("Seckill:Tokens:SigningKey", "a key of thirty-two bytes or more"),
            new("Seckill:WarmUp:Seconds", $"{seconds}"),
        ]);
        var log = new LogRecorder();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddSellingHost();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddWarmUp();
        var app = builder.Build();
        app.MapSeckill();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new WarmHost(app, log);
    }

    /// <summary>The status of <c>/health/ready</c> and what it says of the warm-up.</summary>
    public async Task<(int Status, string? WarmUp)> LookAsync()
    {
        using var answer = await _client.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, body.GetProperty("checks").GetProperty("warm-up").GetString());
    }

    public Task StopAsync() => _app.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await StopAsync();
        await _app.DisposeAsync();
    }
}
