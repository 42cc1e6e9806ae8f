namespace Seckill.AspNetCore.Caching;

/// <summary>Look-ups of one tier; the ratio is hits by look-ups, 0 to 1.</summary>
internal sealed record TierView(string Cache, string Tier, long Hits, long Misses, double HitRatio);
