using Microsoft.AspNetCore.Http;
using Seckill.Caching;

namespace Seckill.AspNetCore.Caching;

/// <summary>What browsers and proxies are told about an answer.</summary>
internal static class EdgeHeaders
{
    // Available units may be one second old, no more: neither while a new answer is fetched nor while this host fails.
    private static readonly string s_live = (EdgePolicy.Live with { StaleWhileRevalidate = TimeSpan.Zero, StaleIfError = TimeSpan.Zero }).ToCacheControl();
    private static readonly string s_versioned = EdgePolicy.Versioned.ToCacheControl();

    /// <summary>A proxy keeps the answer for a second; a browser asks each time, for the clock in it must be right.</summary>
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
