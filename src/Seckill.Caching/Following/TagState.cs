namespace Seckill.Caching.Following;

/// <summary>What the node knows about an entry's tags.</summary>
internal enum TagState
{
    /// <summary>None was removed since the entry's load began.</summary>
    Valid,

    /// <summary>One was removed.</summary>
    Removed,

    /// <summary>The entry is older than what the node has heard; the tier must be asked.</summary>
    Unknown,
}
