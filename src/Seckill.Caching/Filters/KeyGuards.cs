using Seckill.Caching.Telemetry;

namespace Seckill.Caching.Filters;

/// <summary>Refuses keys that are certain not to exist, before any tier or the source is asked.</summary>
internal sealed class KeyGuards(IReadOnlyList<KeyGuard> guards)
{
    // Announced in the place of those that there was no room to remember until they could be told.
    public const string Any = "*";

    private bool _isBehind;

    public IReadOnlyList<KeyGuard> All { get; } = guards;

    /// <summary>Whether records are known to be missing that may announce ids: no filter can be relied on until they are read.</summary>
    public bool IsBehind
    {
        get => Volatile.Read(ref _isBehind);
        set => Volatile.Write(ref _isBehind, value);
    }

    /// <summary>Whether a key is certain not to exist.</summary>
    /// <param name="key">The key.</param>
    /// <param name="isTrusted">Whether the node hears what others announce; a filter that may have missed an id refuses none.</param>
    /// <param name="counters">Counts the refusals.</param>
    public bool IsAbsent(string key, bool isTrusted, CacheCounters counters)
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

        if (guard.Filter is null || !isTrusted || IsBehind || guard.Filter.MayContain(id))
        {
            return false;
        }

        counters.Count(CacheEvent.GuardFilter);
        return true;
    }

    /// <summary>Whether the other nodes must hear of a key. That its filter lets it through tells nothing: it does so by chance, too.</summary>
    public bool IsNew(string key) => Find(key)?.Filter is { } filter && !filter.WasAnnounced(key.AsSpan(filter.Prefix.Length));

    public bool IsFiltered(string key) => Find(key)?.Filter is not null;

    /// <summary>A key was announced by some node.</summary>
    public void Heard(string key)
    {
        if (key == Any)
        {
            MissedAnnouncements();
        }

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
