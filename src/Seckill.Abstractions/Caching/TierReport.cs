namespace Seckill.Caching;

/// <summary>Look-ups of one tier.</summary>
/// <param name="Tier"><c>local</c> or <c>distributed</c>.</param>
/// <param name="Hits">Look-ups it answered.</param>
/// <param name="Misses">Look-ups it could not answer.</param>
public sealed record TierReport(string Tier, long Hits, long Misses)
{
    /// <summary>Hits by look-ups, 0 to 1; 0 when there were none.</summary>
    public double HitRatio => Hits + Misses == 0 ? 0 : (double)Hits / (Hits + Misses);
}
