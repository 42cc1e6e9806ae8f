using Microsoft.AspNetCore.Http;

namespace Seckill.AspNetCore.Push;

/// <summary>Browsers let any page open a socket to any host, so a page of another host is turned away. Programs send no origin.</summary>
internal static class OriginCheck
{
    public static bool IsAllowed(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        if (origin.Count == 0)
        {
            return true;
        }

        return origin.Count == 1
            && Uri.TryCreate(origin[0], UriKind.Absolute, out var page)
            && string.Equals(page.Host, request.Host.Host, StringComparison.OrdinalIgnoreCase)
            && (request.Host.Port is { } port ? page.Port == port : page.IsDefaultPort);
    }
}
