using System.Globalization;
using System.Text.Json;
using Seckill.Ids;

namespace Seckill.SampleHost.Tokens;

/// <summary><c>POST /api/dev/tokens</c>, in Development only: tokens for trying things out.</summary>
internal static class DevelopmentTokens
{
    private const int MaxCount = 100_000;
    private const int FlushEvery = 1_000;
    private const string Operator = "operator";

    public static void MapDevelopmentTokens(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            app.MapPost("/api/dev/tokens", IssueAsync).AllowAnonymous();
        }
    }

    private static async Task IssueAsync(HttpContext context)
    {
        var services = context.RequestServices;
        if (await ReadAsync(context) is not { } request)
        {
            return;
        }

        var key = await services.GetRequiredService<TokenKey>().GetAsync(context.RequestAborted);
        var issuer = new TokenIssuer(key, services.GetRequiredService<TimeProvider>().GetUtcNow());
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteStartArray("tokens");
        if (request.Role == Operator)
        {
            json.WriteStringValue(issuer.Issue(request.Prefix is { Length: > 0 } name ? name : Operator, Operator));
        }
        else
        {
            for (var i = 1; i <= request.Count; i++)
            {
                json.WriteStringValue(issuer.Issue(request.Prefix + i.ToString(CultureInfo.InvariantCulture), null));
                if (i % FlushEvery == 0)
                {
                    await json.FlushAsync(context.RequestAborted);
                }
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The request; null when it was not valid and has been answered.</summary>
    private static async ValueTask<DevelopmentTokenRequest?> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return null;
        }

        try
        {
            var request = await context.Request.ReadFromJsonAsync(DevelopmentTokenJson.Default.DevelopmentTokenRequest, context.RequestAborted);
            if (request is { Count: >= 1 and <= MaxCount, Role: null or Operator or "buyer" } && NamesBuyers(request))
            {
                return request;
            }
        }
        catch (BadHttpRequestException exception)
        {
            context.Response.StatusCode = exception.StatusCode;
            return null;
        }
        catch (Exception e) when (e is JsonException or (IOException and not BadHttpRequestException))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return null;
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return null;
    }

    private static bool NamesBuyers(DevelopmentTokenRequest request) =>
        request.Role == Operator
            ? request.Prefix is null or "" || BuyerId.TryParse(request.Prefix, out _)
            : BuyerId.TryParse(request.Prefix + request.Count.ToString(CultureInfo.InvariantCulture), out _);
}
