using StackExchange.Redis;

namespace Seckill.Redis.Caching;

/// <summary>An open connection and the names of the keys on it.</summary>
internal sealed record RedisCacheLink(IConnectionMultiplexer Multiplexer, IDatabase Database, CacheKeys Keys)
{
    /// <summary>The reads of each partition: keys of two may lie on different servers.</summary>
    public IReadOnlyList<ReadCollector> Reads { get; } = [.. Enumerable.Range(0, Keys.Partitions).Select(_ => new ReadCollector(Database))];
}
