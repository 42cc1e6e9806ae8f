namespace Seckill.Caching;

/// <summary>Where the log stands.</summary>
/// <param name="Heads">The newest record of each partition.</param>
/// <param name="ServerTime">The server's clock at the reading.</param>
public sealed record CacheLogHeads(IReadOnlyList<CacheLogHead> Heads, DateTimeOffset ServerTime);
