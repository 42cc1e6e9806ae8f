using System.Security.Claims;

namespace Seckill.AspNetCore.Tokens;

/// <summary>What a verified token says.</summary>
/// <param name="Principal">Who it is. It serves many requests at once and must not be changed.</param>
/// <param name="ExpiresAt">First moment at which it is no longer good.</param>
public sealed record VerifiedToken(ClaimsPrincipal Principal, DateTimeOffset ExpiresAt);
