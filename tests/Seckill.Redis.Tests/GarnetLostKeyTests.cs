using Seckill.Redis.Tests.Servers;

namespace Seckill.Redis.Tests;

public sealed class GarnetLostKeyTests(GarnetStockServer server) : LostKeyContract(server), IClassFixture<GarnetStockServer>;
