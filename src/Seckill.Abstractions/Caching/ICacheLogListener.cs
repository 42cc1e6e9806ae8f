namespace Seckill.Caching;

/// <summary>Hears the cache's log.</summary>
public interface ICacheLogListener
{
    /// <summary>A record came in. Calls come one at a time; records may be lost, never altered.</summary>
    void Received(CacheLogRecord record);

    /// <summary>The link came back: records may have been lost.</summary>
    void LinkRestored();
}
