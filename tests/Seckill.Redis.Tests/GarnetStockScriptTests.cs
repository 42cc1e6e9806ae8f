using Seckill.Redis.Tests.Servers;

namespace Seckill.Redis.Tests;

public sealed class GarnetStockScriptTests(GarnetStockServer server) : StockScriptContract(server), IClassFixture<GarnetStockServer>;
