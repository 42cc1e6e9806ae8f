using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Seckill.AspNetCore.Tokens;
using Seckill.Sessions;

namespace Seckill.AspNetCore.Sessions;

/// <summary>Reads who calls from the session's cookie, for requests without a token.</summary>
internal sealed class SessionReader(IOperatorSessions sessions, IOptions<SeckillEndpointOptions> options)
{
    private const string Type = "Session";
    private const string Role = "role";

    private static readonly Task<AuthenticateResult> s_none = Task.FromResult(AuthenticateResult.NoResult());

    private readonly string _claim = options.Value.BuyerClaim;

    /// <summary>The id of the session that a request was authenticated by; null when it was a token.</summary>
    public static string? IdOf(HttpContext context) => context.User.Identity?.AuthenticationType == Type ? SessionCookie.Find(context.Request) : null;

    public Task<AuthenticateResult> ReadAsync(HttpContext context)
    {
        // The cookie is looked for last: hardly any request without a token has one, and hardly any address takes it.
        if (context.Request.Headers.Cookie.Count == 0
            || context.GetEndpoint()?.Metadata.GetMetadata<AcceptsSession>() is not { } endpoint
            || SessionCookie.Find(context.Request) is not { } id)
        {
            return s_none;
        }

        return (endpoint.IsSocket || !IsSafe(context.Request.Method)) && !OwnPages.Sent(context.Request)
            ? SessionRefusal.Foreign.Result
            : FindAsync(id, context.RequestAborted);
    }

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);

    private async Task<AuthenticateResult> FindAsync(string id, CancellationToken cancellationToken)
    {
        var found = await sessions.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (!found.IsKnown)
        {
            return await SessionRefusal.Unknown.Result.ConfigureAwait(false);
        }

        if (found.Session is not { } session)
        {
            return await s_none.ConfigureAwait(false);
        }

        var identity = new ClaimsIdentity([new Claim(_claim, session.Subject), .. session.Roles.Select(static role => new Claim(Role, role))], Type, _claim, Role);
        var properties = new AuthenticationProperties { ExpiresUtc = session.ExpiresAt };
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), properties, BearerReader.SchemeName));
    }
}
