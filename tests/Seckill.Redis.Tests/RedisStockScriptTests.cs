using Seckill.Redis.Tests.Servers;

namespace Seckill.Redis.Tests;

public sealed class RedisStockScriptTests(RedisStockServer server) : StockScriptContract(server), IClassFixture<RedisStockServer>;
