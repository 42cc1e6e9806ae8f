using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Seckill.AspNetCore;
using Seckill.Ids;

namespace Seckill.SampleHost.Tokens;

/// <summary><c>POST /api/dev/tokens</c>, in Development only: tokens for trying things out.</summary>
internal static partial class DevelopmentTokens
{
    private const int MaxCount = 100_000;
    private const int FlushEvery = 1_000;
    private const string Operator = "operator";
    private const string Buyer = "buyer";

    public static void MapDevelopmentTokens(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            // Documents list an endpoint only if it names a method.
            app.MapPost("/api/dev/tokens", IssueAsync).AllowAnonymous()
                .WithTags("Development")
                .WithSummary("Tokens for trying things out (Development only)")
                .WithMetadata(
                    ((RequestDelegate)IssueAsync).Method,
                    new SeckillRequestNote(typeof(DevelopmentTokenRequest), IdempotencyKey: false),
                    new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(DevelopmentTokenAnswer), ["application/json"]));
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
            if (FindWrong(request) is not { } wrong)
            {
                return request;
            }

            await RefuseAsync(context, wrong);
        }
        catch (BadHttpRequestException exception)
        {
            context.Response.StatusCode = exception.StatusCode;
        }
        catch (JsonException exception)
        {
            // The serializer names an unknown member in its message only.
            await RefuseAsync(context, UnknownMember().Match(exception.Message) is { Success: true } match
                ? $"There is no member {match.Groups[1].Value}: give prefix and count, or role."
                : "The body must be one JSON object with prefix and count, or role.");
        }
        catch (IOException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }

        return null;
    }

    private static string? FindWrong(DevelopmentTokenRequest? request) =>
        request is null ? "The body must be one JSON object with prefix and count, or role."
        : request.Role is not (null or Operator or Buyer) ? $"role must be {Operator} or {Buyer}."
        : request.Count is < 1 or > MaxCount ? $"count must be 1 to {MaxCount}."
        : !NamesBuyers(request) ? "prefix, with the number behind it, must be 1 to 64 characters of [A-Za-z0-9_.@-]."
        : null;

    private static Task RefuseAsync(HttpContext context, string detail) => TypedResults.Problem(
        detail,
        statusCode: StatusCodes.Status400BadRequest,
        title: "The request is not valid.",
        type: "/problems/invalid-request",
        extensions: [new("code", "invalid-request")]).ExecuteAsync(context);

    [GeneratedRegex("The JSON property '(.*?)' could not be mapped")]
    private static partial Regex UnknownMember();

    private static bool NamesBuyers(DevelopmentTokenRequest request) =>
        request.Role == Operator
            ? request.Prefix is null or "" || BuyerId.TryParse(request.Prefix, out _)
            : BuyerId.TryParse(request.Prefix + request.Count.ToString(CultureInfo.InvariantCulture), out _);
}
