using OpenTelemetry.Metrics;

namespace Seckill.SampleHost.Startup;

internal static class MetricsSetup
{
    /// <summary>What <c>/metrics</c> shows: the suite's own meters, the web server's and the runtime's.</summary>
    public static void AddMetrics(this WebApplicationBuilder builder) =>
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter("Seckill*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddPrometheusExporter());
}
