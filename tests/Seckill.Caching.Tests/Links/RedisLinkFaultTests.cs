using Seckill.Caching.Tests.Servers;

namespace Seckill.Caching.Tests.Links;

public sealed class RedisLinkFaultTests(RedisCacheServer server, ITestOutputHelper output) : LinkFaultContract(server, output), IClassFixture<RedisCacheServer>;
