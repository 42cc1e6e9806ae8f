using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Seckill.AspNetCore.Tests.Fakes;
using Seckill.Ids;
using Seckill.Ledger;
using Seckill.Purchasing;
using Seckill.PurchaseSagas;
using Seckill.Sagas;
using Seckill.SampleHost.OpenApi;
using Seckill.SampleHost.Startup;
using Seckill.SampleHost.Tokens;
using Seckill.Sales;
using Seckill.Sessions;

namespace Seckill.AspNetCore.Tests;

/// <summary>The sample host on a real server and a free loopback port, with the domain in memory and time in the test's hands.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestHost(WebApplication app, HostClock clock, LogRecorder log)
    {
        _app = app;
        Clock = clock;
        Log = log;
        Address = new Uri(app.Urls.First());
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address };
        Purchases = Service<FakePurchases>();
        Board = Service<FakeSaleBoard>();
        Desk = Service<FakeSaleDesk>();
        Audit = Service<FakeAuditLog>();
        Sagas = Service<FakeSagaAdmin>();
        Faults = Service<FakeFaultDesk>();
    }

    public HostClock Clock { get; }

    public LogRecorder Log { get; }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public FakePurchases Purchases { get; }

    public FakeSaleBoard Board { get; }

    public FakeSaleDesk Desk { get; }

    public FakeAuditLog Audit { get; }

    public FakeSagaAdmin Sagas { get; }

    public FakeFaultDesk Faults { get; }

    public static async Task<TestHost> StartAsync(
        string environment = "Development",
        Dictionary<string, string?>? settings = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? map = null,
        HostClock? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.UseServerLimits();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var log = new LogRecorder();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        clock ??= new HostClock();
        AddFakes(builder.Services, clock);
        builder.AddTokens();
        builder.AddMetrics();
        builder.AddEndpoints();
        builder.Services.AddContractDocument();
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapSeckill();
        app.MapDevelopmentTokens();
        app.MapPrometheusScrapingEndpoint("/metrics").AllowAnonymous();
        app.MapOpenApi("/openapi/v1.json").AllowAnonymous();
        map?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var host = new TestHost(app, clock, log);
        host.Board.Sales[SaleId.Parse("s1")] = Samples.Sale("s1", clock.GetUtcNow());
        return host;
    }

    public T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public string Token(string subject, string? role = null) => new TokenIssuer(FakeVault.Key, Clock.GetUtcNow()).Issue(subject, role);

    public string Operator(string name = "op1") => Token(name, "operator");

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token = null, object? body = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            string text => new StringContent(text, System.Text.Encoding.UTF8, "application/json"),
            _ => JsonContent.Create(body),
        };
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> GetAsync(string path, string? token = null) => SendAsync(HttpMethod.Get, path, token);

    public Task<HttpResponseMessage> PostAsync(string path, string? token = null, object? body = null, string? key = null) =>
        SendAsync(HttpMethod.Post, path, token, body, key);

    public Task<HttpResponseMessage> BuyAsync(string token, object? body = null, string? key = "k1", string sale = "s1") =>
        PostAsync($"/api/sales/{sale}/purchases", token, body ?? new { quantity = 1 }, key);

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private static void AddFakes(IServiceCollection services, HostClock clock)
    {
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton<FakePurchases>().AddSingleton<IPurchases>(s => s.GetRequiredService<FakePurchases>());
        services.AddSingleton<FakeSaleBoard>().AddSingleton<ISaleBoard>(s => s.GetRequiredService<FakeSaleBoard>());
        services.AddSingleton<FakeSaleDesk>().AddSingleton<ISaleDesk>(s => s.GetRequiredService<FakeSaleDesk>());
        services.AddSingleton<FakeAuditLog>().AddSingleton<IAuditLog>(s => s.GetRequiredService<FakeAuditLog>());
        services.AddSingleton<FakeSagaAdmin>().AddSingleton<ISagaAdmin>(s => s.GetRequiredService<FakeSagaAdmin>());
        services.AddSingleton<FakeFaultDesk>().AddSingleton<IFaultDesk>(s => s.GetRequiredService<FakeFaultDesk>());
        services.AddSingleton<ISecretVault, FakeVault>();
        services.AddSingleton<IOperatorSessions, FakeOperatorSessions>();
    }
}
