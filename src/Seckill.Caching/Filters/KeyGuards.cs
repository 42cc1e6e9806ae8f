using Seckill.Caching.Telemetry;

namespace Seckill.Caching.Filters;

/// <summary>Refuses keys that are certain not to exist, before any tier or the source is asked.</summary>
internal sealed class KeyGuards(IReadOnlyList<KeyGuard> guards)
{
    public IReadOnlyList<KeyGuard> All { get; } = guards;

    public bool IsAbsent(string key, CacheCounters counters)
    {
        if (Find(key) is not { } guard)
        {
            return false;
        }

        var id = key.AsSpan(guard.Prefix.Length);
        foreach (var rule in guard.Rules)
        {
            if (!rule.MayExist(id))
            {
                counters.Count(CacheEvent.GuardRange);
                return true;
            }
        }

        if (guard.Filter is null || guard.Filter.MayContain(id))
        {
            return false;
        }

        counters.Count(CacheEvent.GuardFilter);
        return true;
    }

    /// <summary>Whether a key's filter does not know it yet: the other nodes must hear of it.</summary>
    public bool IsNew(string key)
    {
        if (Find(key)?.Filter is not { } filter)
        {
            return false;
        }

        return !filter.IsBuilt || filter.NeedsBuild || !filter.MayContain(key.AsSpan(filter.Prefix.Length));
    }

    public bool IsFiltered(string key) => Find(key)?.Filter is not null;

    /// <summary>A key was announced by some node.</summary>
    public void Heard(string key)
    {
        if (Find(key)?.Filter is { } filter)
        {
            filter.Add(key.AsSpan(filter.Prefix.Length));
        }
    }

    public void MissedAnnouncements()
    {
        foreach (var guard in All)
        {
            guard.Filter?.Missed();
        }
    }

    private KeyGuard? Find(string key)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (key.StartsWith(All[i].Prefix, StringComparison.Ordinal))
            {
                return All[i];
            }
        }

        return null;
    }
}
