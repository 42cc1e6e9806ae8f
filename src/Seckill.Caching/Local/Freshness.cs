namespace Seckill.Caching.Local;

/// <summary>What an entry is good for.</summary>
internal enum Freshness
{
    /// <summary>Serve it.</summary>
    Fresh,

    /// <summary>Serve it, and load it again in the background.</summary>
    Refresh,

    /// <summary>Serve it only when the source fails or is slow.</summary>
    Stale,

    /// <summary>Never serve it.</summary>
    Gone,
}
