namespace Seckill.AspNetCore.Caching;

/// <summary>How often a guard stepped in.</summary>
internal sealed record GuardView(string Cache, string Guard, long Count);
