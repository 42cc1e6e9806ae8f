using System.Globalization;
using Microsoft.AspNetCore.Http;
using Seckill.AspNetCore.Json;

namespace Seckill.AspNetCore.Problems;

/// <summary>One kind of refusal, with its answer written out beforehand: a refusal costs one copy of bytes.</summary>
internal sealed class Problem
{
    public const string ContentType = "application/problem+json";

    private readonly byte[] _plain;
    private readonly TimeSpan? _retryAfter;

    public Problem(int status, string code, string title, TimeSpan? retryAfter = null)
    {
        Status = status;
        Code = code;
        Title = title;
        _retryAfter = retryAfter;
        var answer = JsonAnswer.Rent();
        WriteBody(answer, code, null, null);
        _plain = answer.ToArrayAndReturn();
    }

    public int Status { get; }

    public string Code { get; }

    public string Title { get; }

    /// <summary>Answers without further words.</summary>
    public Task WriteAsync(HttpContext context, TimeSpan? retryAfter = null)
    {
        var response = context.Response;
        Prepare(response, retryAfter);
        response.ContentLength = _plain.Length;
        return response.Body.WriteAsync(_plain, 0, _plain.Length, CancellationToken.None);
    }

    /// <summary>Answers and says what exactly was wrong.</summary>
    public Task WriteAsync(HttpContext context, string detail) => WriteAsync(context, Code, detail, null);

    /// <summary>Answers for a purchase that was refused with a code of its own.</summary>
    public Task WriteAsync(HttpContext context, string code, string? detail, string? reservationId)
    {
        Prepare(context.Response, null);
        var answer = JsonAnswer.Rent();
        WriteBody(answer, code, detail, reservationId);
        return answer.SendAsync(context.Response);
    }

    private void Prepare(HttpResponse response, TimeSpan? retryAfter)
    {
        response.StatusCode = Status;
        response.ContentType = ContentType;
        if ((retryAfter ?? _retryAfter) is { } wait)
        {
            response.Headers.RetryAfter = Seconds(wait).ToString(CultureInfo.InvariantCulture);
        }

        if (Status == StatusCodes.Status413PayloadTooLarge && HttpProtocol.IsHttp11(response.HttpContext.Request.Protocol))
        {
            // The server does not read the rest, so the connection ends; a client that is not told would use it again.
            response.Headers.Connection = "close";
        }

        if (Status == StatusCodes.Status401Unauthorized && response.Headers.WWWAuthenticate.Count == 0)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }
    }

    private void WriteBody(JsonAnswer answer, string code, string? detail, string? reservationId)
    {
        var json = answer.Writer;
        json.WriteStartObject();
        json.WriteString("type", "/problems/" + code);
        json.WriteString("title", Title);
        json.WriteNumber("status", Status);
        if (detail is not null)
        {
            json.WriteString("detail", detail);
        }

        json.WriteString("code", code);
        if (reservationId is not null)
        {
            json.WriteString("reservationId", reservationId);
        }

        json.WriteEndObject();
    }

    private static long Seconds(TimeSpan wait) => Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
}
