using Seckill.Redis.Tests.Servers;

namespace Seckill.Redis.Tests.Effects;

public sealed class GarnetEffectTests(GarnetStockServer server) : RedisEffectTests(server), IClassFixture<GarnetStockServer>;
