using Microsoft.AspNetCore.Http;

namespace Seckill.AspNetCore.Tokens;

/// <summary>Where a browser's WebSocket, which cannot set headers, carries its token.</summary>
internal static class SocketTokens
{
    private const string QueryName = "access_token";

    /// <summary>The token of a socket request; null when there is none.</summary>
    public static string? Find(HttpContext context)
    {
        if (context.Request.Query.TryGetValue(QueryName, out var token) && token.Count == 1)
        {
            return token[0];
        }

        foreach (var protocol in context.Request.Headers.SecWebSocketProtocol.SelectMany(static line => (line ?? "").Split(',', StringSplitOptions.TrimEntries)))
        {
            if (IsToken(protocol))
            {
                return protocol;
            }
        }

        return null;
    }

    /// <summary>The protocol to agree on: a plain name if one is offered beside the token, else the token, because a browser hangs up on silence.</summary>
    public static string? ChooseProtocol(IList<string> offered)
    {
        foreach (var protocol in offered)
        {
            if (!IsToken(protocol))
            {
                return protocol;
            }
        }

        return offered.Count > 0 ? offered[0] : null;
    }

    private static bool IsToken(string protocol) => protocol.Count('.') == 2;
}
