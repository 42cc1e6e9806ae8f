using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Seckill.AspNetCore.Tokens;
using Seckill.Ids;

namespace Seckill.SampleHost.Tokens;

/// <summary>Checks a JSON Web Token: HS256 by the host's key, not expired, and a subject that can be a buyer.</summary>
internal sealed class TokenVerifier(TokenKey key, TimeProvider time) : ITokenVerifier
{
    public const string Subject = JwtRegisteredClaimNames.Sub;

    public const string Role = "role";

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private TokenValidationParameters? _rules;

    public async ValueTask<VerifiedToken?> VerifyAsync(string token, CancellationToken cancellationToken = default)
    {
        _rules ??= RulesFor(await key.GetAsync(cancellationToken));
        var result = await _handler.ValidateTokenAsync(token, _rules);
        if (!result.IsValid || !BuyerId.TryParse(result.ClaimsIdentity.FindFirst(Subject)?.Value, out var subject))
        {
            return null;
        }

        // Only what the endpoints ask for is kept: it stays in memory as long as the token is remembered.
        var identity = new ClaimsIdentity("Bearer", Subject, Role);
        identity.AddClaim(new Claim(Subject, subject.Value));
        identity.AddClaims(result.ClaimsIdentity.FindAll(Role).Select(role => new Claim(Role, role.Value)));
        return new VerifiedToken(new ClaimsPrincipal(identity), result.SecurityToken.ValidTo);
    }

    private TokenValidationParameters RulesFor(byte[] signingKey) => new()
    {
        ValidateIssuer = false,
        ValidateAudience = false,
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        IssuerSigningKey = new SymmetricSecurityKey(signingKey),
        LifetimeValidator = (notBefore, expires, _, _) =>
        {
            var now = time.GetUtcNow().UtcDateTime;
            return expires > now && (notBefore is null || notBefore <= now.AddSeconds(30));
        },
    };
}
