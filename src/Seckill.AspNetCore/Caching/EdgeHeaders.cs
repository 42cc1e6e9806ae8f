using Microsoft.AspNetCore.Http;
using Seckill.Caching;

namespace Seckill.AspNetCore.Caching;

/// <summary>What browsers and proxies are told about an answer.</summary>
internal static class EdgeHeaders
{
    private static readonly string s_live = EdgePolicy.Live.ToCacheControl();
    private static readonly string s_never = EdgePolicy.Never.ToCacheControl();
    private static readonly string s_versioned = EdgePolicy.Versioned.ToCacheControl();

    /// <summary>Nobody keeps an answer with stock and a clock in it: the stock may be a second old already, and a second at a proxy would make it two.</summary>
    public static void Stock(HttpContext context) => context.Response.Headers.CacheControl = s_never;

    /// <summary>A proxy keeps the answer for a second; a browser asks each time.</summary>
    public static void Live(HttpContext context) => context.Response.Headers.CacheControl = s_live;

    /// <summary>The address names the version: kept for an hour, and never asked for again meanwhile.</summary>
    public static void Versioned(HttpContext context) => context.Response.Headers.CacheControl = s_versioned;

    /// <summary>Sets the entity tag, and answers 304 when the caller has that version already.</summary>
    public static bool TryNotModified(HttpContext context, CacheStamp stamp)
    {
        if (stamp.ETag is not { } tag)
        {
            return false;
        }

        context.Response.Headers.ETag = tag;
        if (!stamp.Matches(context.Request.Headers.IfNoneMatch))
        {
            return false;
        }

        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }
}
