using Seckill.SampleHost;
using Seckill.SampleHost.OpenApi;
using Seckill.SampleHost.Startup;
using Seckill.SampleHost.Tokens;
using Seckill.SampleHost.WarmUp;

WebApplication app;
var isUp = false;
try
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions
    {
        Args = args,
        ContentRootPath = AppContext.BaseDirectory,
        EnvironmentName = Launch.EnvironmentName(),
    });
    builder.Logging.AddFilter(StartFailure.Category, level => level >= (isUp ? LogLevel.Information : LogLevel.Critical));
    builder.AddSellingHost();
    builder.AddMetrics();
    builder.Services.AddContractDocument();
    builder.AddWarmUp();
    builder.Services.AddHostedService<DemoSale>();
    builder.Services.AddHostedService<Welcome>();

    app = builder.Build();
    app.MapSeckill();
    app.MapDevelopmentTokens();
    app.MapPrometheusScrapingEndpoint("/metrics").AllowAnonymous();
    app.MapOpenApi("/openapi/v1.json").AllowAnonymous();
    await app.StartAsync();
    isUp = true;
}
catch (Exception exception) when (StartFailure.Explain(exception) is { } words)
{
    Console.Error.WriteLine(words);
    return 1;
}

// What fails from here on is no failed start, and keeps its stack.
await app.WaitForShutdownAsync();
await app.DisposeAsync();
return 0;
