using Seckill.SampleHost;
using Seckill.SampleHost.OpenApi;
using Seckill.SampleHost.Startup;
using Seckill.SampleHost.Tokens;

try
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions
    {
        Args = args,
        ContentRootPath = AppContext.BaseDirectory,
        EnvironmentName = Launch.EnvironmentName(),
    });
    builder.Logging.AddFilter(StartFailure.Category, LogLevel.Critical);
    builder.UseServerLimits();
    builder.AddSale();
    builder.AddTokens();
    builder.AddMetrics();
    builder.AddEndpoints();
    builder.Services.AddContractDocument();
    builder.Services.AddHostedService<DemoSale>();
    builder.Services.AddHostedService<Welcome>();

    var app = builder.Build();
    app.MapSeckill();
    app.MapDevelopmentTokens();
    app.MapPrometheusScrapingEndpoint("/metrics").AllowAnonymous();
    app.MapOpenApi("/openapi/v1.json").AllowAnonymous();
    app.Run();
    return 0;
}
catch (Exception exception) when (StartFailure.Explain(exception) is { } words)
{
    Console.Error.WriteLine(words);
    return 1;
}
