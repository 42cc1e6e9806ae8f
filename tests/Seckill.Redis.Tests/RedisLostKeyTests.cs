using Seckill.Redis.Tests.Servers;

namespace Seckill.Redis.Tests;

public sealed class RedisLostKeyTests(RedisStockServer server) : LostKeyContract(server), IClassFixture<RedisStockServer>;
