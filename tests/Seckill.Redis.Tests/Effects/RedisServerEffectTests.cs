using Seckill.Redis.Tests.Servers;

namespace Seckill.Redis.Tests.Effects;

public sealed class RedisServerEffectTests(RedisStockServer server) : RedisEffectTests(server), IClassFixture<RedisStockServer>;
