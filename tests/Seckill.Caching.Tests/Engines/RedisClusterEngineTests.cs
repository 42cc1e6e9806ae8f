using Seckill.Caching.Tests.Servers;

namespace Seckill.Caching.Tests.Engines;

public sealed class RedisClusterEngineTests(RedisClusterCacheServer server, ITestOutputHelper output) : EngineContract(server, output), IClassFixture<RedisClusterCacheServer>;
