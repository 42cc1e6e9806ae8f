using Microsoft.AspNetCore.Http;

namespace Seckill.AspNetCore.Sessions;

/// <summary>The cookie that carries a session's id: for this host's pages alone, and out of reach of their scripts.</summary>
internal static class SessionCookie
{
    public const string Name = "seckill-session";

    public static string? Find(HttpRequest request) =>
        request.Headers.Cookie.Count > 0 && request.Cookies.TryGetValue(Name, out var id) && id.Length > 0 ? id : null;

    public static void Set(HttpContext context, string id, TimeSpan life) => context.Response.Cookies.Append(Name, id, Options(context.Request, life));

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context.Request, null));

    private static CookieOptions Options(HttpRequest request, TimeSpan? life) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        Secure = request.IsHttps,
        MaxAge = life,
        IsEssential = true,
    };
}
