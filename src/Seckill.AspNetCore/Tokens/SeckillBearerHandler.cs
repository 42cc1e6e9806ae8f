using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Seckill.AspNetCore.Tokens;

/// <summary>The bearer scheme: a token that was seen before costs one look-up, any other goes to the host's verifier.</summary>
internal sealed class SeckillBearerHandler(
    IOptionsMonitor<SeckillBearerOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    VerifiedTokenCache cache,
    ITokenVerifier verifier) : AuthenticationHandler<SeckillBearerOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";

    private const string Prefix = SchemeName + " ";

    private static readonly Task<AuthenticateResult> s_none = Task.FromResult(AuthenticateResult.NoResult());
    private static readonly AuthenticateResult s_bad = AuthenticateResult.Fail("The token is not good.");

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization;
        if (header.Count == 1 && header[0] is { } text && text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            var token = text.AsSpan(Prefix.Length);
            return cache.Find(token) ?? VerifyAsync(token.ToString());
        }

        if (header.Count == 0
            && Context.GetEndpoint()?.Metadata.GetMetadata<AcceptsSocketToken>() is not null
            && SocketTokens.Find(Context) is { } socketToken)
        {
            return cache.Find(socketToken) ?? VerifyAsync(socketToken);
        }

        return s_none;
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = Request.Headers.Authorization.Count == 0 ? SchemeName : Prefix + "error=\"invalid_token\"";
        return Task.CompletedTask;
    }

    private async Task<AuthenticateResult> VerifyAsync(string token)
    {
        if (await verifier.VerifyAsync(token, Context.RequestAborted).ConfigureAwait(false) is not { } verified)
        {
            return s_bad;
        }

        var properties = new AuthenticationProperties { ExpiresUtc = verified.ExpiresAt };
        var ticket = new AuthenticationTicket(verified.Principal, properties, SchemeName);
        return await cache.Add(token, AuthenticateResult.Success(ticket), verified.ExpiresAt).ConfigureAwait(false);
    }
}
