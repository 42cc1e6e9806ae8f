using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Seckill.AspNetCore.Tests.Health;

public sealed class HealthTests
{
    [Fact]
    public async Task Ready_FollowsTheChecksTaggedReady_AndLiveDoesNot()
    {
        var state = HealthStatus.Unhealthy;
        await using var host = await TestHost.StartAsync(services: services => services.AddHealthChecks()
            .AddCheck("ledger", () => new HealthCheckResult(state, "secret words"), ["ready"])
            .AddCheck("other", () => HealthCheckResult.Unhealthy()));
        var response = await host.GetAsync("/health/ready");
        var problem = await Expect.ProblemAsync(response, 503, "unavailable");
        Assert.Equal("""{"ledger":"unhealthy"}""", problem.GetProperty("checks").GetRawText());
        await Expect.JsonAsync(await host.GetAsync("/health/live"), 200);
        state = HealthStatus.Degraded;
        var json = await Expect.JsonAsync(await host.GetAsync("/health/ready"), 200);
        Assert.Equal("""{"status":"degraded","checks":{"ledger":"degraded"}}""", json.GetRawText());
        Assert.DoesNotContain("secret", json.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_ShowTheServersRequests()
    {
        await using var host = await TestHost.StartAsync();
        await host.GetAsync("/api/sales");
        var text = await host.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.Contains("http_server_request_duration", text, StringComparison.Ordinal);
    }
}
