using Seckill.Caching.Tests.Servers;

namespace Seckill.Caching.Tests.Engines;

public sealed class RedisEngineTests(RedisCacheServer server, ITestOutputHelper output) : EngineContract(server, output), IClassFixture<RedisCacheServer>;
