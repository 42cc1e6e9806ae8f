using Seckill.Caching.Tests.Servers;

namespace Seckill.Caching.Tests.Links;

public sealed class GarnetLinkFaultTests(GarnetCacheServer server, ITestOutputHelper output) : LinkFaultContract(server, output), IClassFixture<GarnetCacheServer>;
