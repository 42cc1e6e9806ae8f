using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Seckill.AspNetCore.Sessions;

namespace Seckill.AspNetCore.Tokens;

/// <summary>Reads who calls: a token that was seen before costs one look-up, any other goes to the host's verifier. Only a request without one may have a session instead.</summary>
internal sealed class BearerReader(VerifiedTokenCache cache, ITokenVerifier verifier, SessionReader? sessions = null)
{
    public const string SchemeName = "Bearer";

    private const string Prefix = SchemeName + " ";

    private static readonly Task<AuthenticateResult> s_none = Task.FromResult(AuthenticateResult.NoResult());
    private static readonly AuthenticateResult s_bad = AuthenticateResult.Fail("The token is not good.");

    public Task<AuthenticateResult> ReadAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization;
        if (header.Count == 1 && header[0] is { } text && text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            var token = text.AsSpan(Prefix.Length);
            return cache.Find(token) ?? VerifyAsync(context, token.ToString());
        }

        return header.Count == 0 ? ReadElsewhereAsync(context) : s_none;
    }

    /// <summary>Says 401 and why; the body is the problem guard's.</summary>
    public static void Challenge(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = context.Request.Headers.Authorization.Count == 0 ? SchemeName : Prefix + "error=\"invalid_token\"";
    }

    private Task<AuthenticateResult> ReadElsewhereAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<AcceptsSocketToken>() is not null && SocketTokens.Find(context) is { } socketToken)
        {
            return cache.Find(socketToken) ?? VerifyAsync(context, socketToken);
        }

        return sessions?.ReadAsync(context) ?? s_none;
    }

    private async Task<AuthenticateResult> VerifyAsync(HttpContext context, string token)
    {
        if (await verifier.VerifyAsync(token, context.RequestAborted).ConfigureAwait(false) is not { } verified)
        {
            return s_bad;
        }

        var properties = new AuthenticationProperties { ExpiresUtc = verified.ExpiresAt };
        var ticket = new AuthenticationTicket(verified.Principal, properties, SchemeName);
        return await cache.Add(token, AuthenticateResult.Success(ticket), verified.ExpiresAt).ConfigureAwait(false);
    }
}
