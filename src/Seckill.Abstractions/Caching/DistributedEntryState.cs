namespace Seckill.Caching;

/// <summary>What an entry of the Distributed tier stands for.</summary>
public enum DistributedEntryState
{
    /// <summary>A value.</summary>
    Value,

    /// <summary>The source has nothing under this key.</summary>
    NotFound,

    /// <summary>A value that was marked stale: served only when the source fails.</summary>
    Expired,

    /// <summary>No value, only the source version of a removal, so that an older row cannot come back.</summary>
    Tombstone,
}
