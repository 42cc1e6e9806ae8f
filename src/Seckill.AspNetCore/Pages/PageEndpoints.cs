using Microsoft.AspNetCore.Http;
using Seckill.AspNetCore.Caching;
using Seckill.AspNetCore.Problems;

namespace Seckill.AspNetCore.Pages;

/// <summary><c>/</c>, <c>/admin</c> and <c>/assets/…</c>: the shopper page and the operator console.</summary>
internal sealed class PageEndpoints(PageAssets assets)
{
    private const string ContentPolicy =
        "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    public Task ShopAsync(HttpContext context) => SendAsync(context, "shop/index.html");

    public Task ConsoleAsync(HttpContext context) => SendAsync(context, "console/index.html");

    public Task AssetAsync(HttpContext context) => SendAsync(context, context.Request.RouteValues["path"] as string);

    private Task SendAsync(HttpContext context, string? name)
    {
        if (assets.Find(name) is not { } asset)
        {
            return KnownProblems.NotFound.WriteAsync(context);
        }

        var response = context.Response;
        var headers = response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache";
        headers.ETag = asset.ETag;
        if (context.Request.Query["v"] is [{ Length: > 0 } version] && asset.ETag.AsSpan().Trim('"').SequenceEqual(version))
        {
            // The address names the version, as a host's own pages may write it for images.
            EdgeHeaders.Versioned(context);
        }

        if (context.Request.Headers.IfNoneMatch.Any(tag => tag is "*" || tag?.Contains(asset.ETag, StringComparison.Ordinal) == true))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = asset.ContentType;
        response.ContentLength = asset.Bytes.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(asset.Bytes, 0, asset.Bytes.Length, context.RequestAborted);
    }
}
