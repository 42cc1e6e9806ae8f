using Seckill.Caching;

namespace Seckill.AspNetCore.Caching;

/// <summary>What the caches of this host have done since it started.</summary>
/// <param name="Tiers">Look-ups by cache and tier.</param>
/// <param name="Guards">Calls that a guard kept from the next tier or the source, by cache and guard.</param>
/// <param name="Caches">How each cache stands now.</param>
internal sealed record CacheView(TierView[] Tiers, GuardView[] Guards, CacheStateView[] Caches)
{
    public static CacheView Of(IEnumerable<CacheReport> reports)
    {
        var all = reports.ToArray();
        return new CacheView(
            [.. all.SelectMany(r => r.Tiers.Select(t => new TierView(r.Name, t.Tier, t.Hits, t.Misses, Math.Round(t.HitRatio, 4))))],
            [.. all.SelectMany(r => r.Guards.Select(g => new GuardView(r.Name, g.Guard, g.Count)))],
            [.. all.Select(r => new CacheStateView(r.Name, r.Entries, r.IsTrusted, r.IsDistributedUp, r.PendingWrites))]);
    }
}
