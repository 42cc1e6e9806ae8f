using Seckill.SampleHost.Startup;
using Seckill.SampleHost.Tokens;
using Seckill.Speed.Reference;

var builder = WebApplication.CreateBuilder(args);
builder.Logging.ClearProviders();
builder.UseServerLimits();
builder.AddTokens();
builder.Services.AddAuthorization();
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ReferenceJson.Default));

var app = builder.Build();
app.MapGet("/health/ready", () => TypedResults.Ok());
app.MapPost("/api/sales/{saleId}/purchases", (string saleId, Wish wish) => Answer.To(wish)).RequireAuthorization();
app.MapPost("/bare/sales/{saleId}/purchases", (string saleId, Wish wish) => Answer.To(wish));
app.Run();
