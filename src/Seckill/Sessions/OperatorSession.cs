namespace Seckill.Sessions;

/// <summary>Who signed in, as it was verified then. It holds no secret: not the session's id, and not the token.</summary>
/// <param name="Subject">The operator's name.</param>
/// <param name="Roles">The roles the token gave.</param>
/// <param name="ExpiresAt">First moment at which it is no longer good.</param>
public sealed record OperatorSession(string Subject, IReadOnlyList<string> Roles, DateTimeOffset ExpiresAt);
