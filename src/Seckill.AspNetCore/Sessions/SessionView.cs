namespace Seckill.AspNetCore.Sessions;

/// <summary>Who is signed in, and until when.</summary>
internal sealed record SessionView(string Operator, DateTimeOffset ExpiresAt);
