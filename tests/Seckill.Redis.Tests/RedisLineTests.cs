using Seckill.Redis.Tests.Servers;

namespace Seckill.Redis.Tests;

public sealed class RedisLineTests(RedisStockServer server) : LineContract(server), IClassFixture<RedisStockServer>;
