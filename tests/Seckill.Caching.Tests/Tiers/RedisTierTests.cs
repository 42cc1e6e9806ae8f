using Seckill.Caching.Tests.Servers;

namespace Seckill.Caching.Tests.Tiers;

public sealed class RedisTierTests(RedisCacheServer server) : ServerTierContract(server), IClassFixture<RedisCacheServer>;
