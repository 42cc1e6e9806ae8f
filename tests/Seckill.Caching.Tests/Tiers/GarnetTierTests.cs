using Seckill.Caching.Tests.Servers;

namespace Seckill.Caching.Tests.Tiers;

public sealed class GarnetTierTests(GarnetCacheServer server) : ServerTierContract(server), IClassFixture<GarnetCacheServer>;
