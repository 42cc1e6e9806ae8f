using Microsoft.AspNetCore.Http;

namespace Seckill.AspNetCore.Sessions;

/// <summary>
/// Whether a request comes from one of this host's own pages. A browser adds a cookie to whatever a page asks for, also a stranger's page; what the browser
/// says of the page's origin is the proof that it was ours. Without that word there is no proof.
/// </summary>
internal static class OwnPages
{
    private const string FetchSite = "Sec-Fetch-Site";

    public static bool Sent(HttpRequest request)
    {
        var site = request.Headers[FetchSite];
        return site.Count > 0 ? site.Count == 1 && site[0] == "same-origin" : IsOwn(request);
    }

    private static bool IsOwn(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        return origin.Count == 1
            && Uri.TryCreate(origin[0], UriKind.Absolute, out var page)
            && string.Equals(page.Scheme, request.Scheme, StringComparison.OrdinalIgnoreCase)
            && string.Equals(page.Host, request.Host.Host, StringComparison.OrdinalIgnoreCase)
            && (request.Host.Port is { } port ? page.Port == port : page.IsDefaultPort);
    }
}
