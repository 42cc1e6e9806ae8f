namespace Seckill.Caching;

/// <summary>What a record of the cache's log tells.</summary>
public enum CacheLogKind
{
    /// <summary>A loaded value was stored.</summary>
    Commit,

    /// <summary>A value was set.</summary>
    Set,

    /// <summary>A key was removed.</summary>
    Remove,

    /// <summary>A value was marked stale.</summary>
    Expire,

    /// <summary>Everything under a tag was removed.</summary>
    Tag,

    /// <summary>A text for the filters.</summary>
    Announce,

    /// <summary>A lease was given up; a hint without a sequence, not in the log.</summary>
    Wake,
}
