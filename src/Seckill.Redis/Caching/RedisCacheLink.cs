using StackExchange.Redis;

namespace Seckill.Redis.Caching;

/// <summary>An open connection and the names of the keys on it.</summary>
internal sealed record RedisCacheLink(IConnectionMultiplexer Multiplexer, IDatabase Database, CacheKeys Keys);
