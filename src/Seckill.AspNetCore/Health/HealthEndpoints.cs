using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Seckill.AspNetCore.Json;
using Seckill.AspNetCore.Problems;

namespace Seckill.AspNetCore.Health;

/// <summary><c>GET /health/live</c> and <c>GET /health/ready</c>.</summary>
internal sealed class HealthEndpoints(HealthCheckService checks)
{
    public static Task LiveAsync(HttpContext context)
    {
        var answer = JsonAnswer.Rent();
        answer.Writer.WriteStartObject();
        answer.Writer.WriteString("status"u8, "healthy"u8);
        answer.Writer.WriteEndObject();
        context.Response.Headers.CacheControl = "no-store";
        return answer.SendAsync(context, StatusCodes.Status200OK);
    }

    /// <summary>Ready while no check tagged <c>ready</c> is unhealthy. Names and states are shown, the checks' own words are not.</summary>
    public async Task ReadyAsync(HttpContext context)
    {
        var report = await checks.CheckHealthAsync(static check => check.Tags.Contains(SeckillServiceCollectionExtensions.ReadyTag), context.RequestAborted).ConfigureAwait(false);
        var ready = report.Status != HealthStatus.Unhealthy;
        var problem = KnownProblems.Unavailable;
        var answer = JsonAnswer.Rent();
        var json = answer.Writer;
        json.WriteStartObject();
        if (ready)
        {
            json.WriteString("status"u8, Word(report.Status));
        }
        else
        {
            json.WriteString("type"u8, "/problems/" + problem.Code);
            json.WriteString("title"u8, "The host cannot serve yet.");
            json.WriteNumber("status"u8, problem.Status);
            json.WriteString("code"u8, problem.Code);
        }

        json.WriteStartObject("checks"u8);
        foreach (var entry in report.Entries)
        {
            json.WriteString(entry.Key, Word(entry.Value.Status));
        }

        json.WriteEndObject();
        json.WriteEndObject();
        await SendAsync(context, answer, ready).ConfigureAwait(false);
    }

    private static Task SendAsync(HttpContext context, JsonAnswer answer, bool ready)
    {
        var response = context.Response;
        response.Headers.CacheControl = "no-store";
        if (ready)
        {
            return answer.SendAsync(context, StatusCodes.Status200OK);
        }

        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.ContentType = Problem.ContentType;
        response.Headers.RetryAfter = "1";
        return answer.SendAsync(response);
    }

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}
