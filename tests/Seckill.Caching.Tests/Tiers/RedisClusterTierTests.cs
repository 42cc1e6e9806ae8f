using Seckill.Caching.Tests.Servers;

namespace Seckill.Caching.Tests.Tiers;

public sealed class RedisClusterTierTests(RedisClusterCacheServer server) : ServerTierContract(server), IClassFixture<RedisClusterCacheServer>;
