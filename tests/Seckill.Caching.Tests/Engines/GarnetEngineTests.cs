using Seckill.Caching.Tests.Servers;

namespace Seckill.Caching.Tests.Engines;

public sealed class GarnetEngineTests(GarnetCacheServer server, ITestOutputHelper output) : EngineContract(server, output), IClassFixture<GarnetCacheServer>;
