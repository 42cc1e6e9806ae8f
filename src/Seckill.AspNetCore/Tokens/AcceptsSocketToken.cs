namespace Seckill.AspNetCore.Tokens;

/// <summary>Marks the one endpoint whose token may come outside the Authorization header.</summary>
internal sealed class AcceptsSocketToken;
