using Seckill.Redis.Tests.Servers;

namespace Seckill.Redis.Tests;

public sealed class GarnetLineTests(GarnetStockServer server) : LineContract(server), IClassFixture<GarnetStockServer>;
