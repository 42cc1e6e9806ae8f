namespace Seckill.Caching;

/// <summary>What holds the Local tier's entries.</summary>
public enum LocalStoreKind
{
    /// <summary>A bounded table that evicts what was not asked for (SIEVE): the fastest, and a flood of new keys does not drive out the asked-for ones.</summary>
    Sieve,

    /// <summary>A <c>MemoryCache</c> of its own, with a size limit of the same number of entries.</summary>
    MemoryCache,
}
