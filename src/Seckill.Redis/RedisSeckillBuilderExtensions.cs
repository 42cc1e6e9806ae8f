using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Seckill.Caching;
using Seckill.Redis.Caching;
using Seckill.Redis;
using Seckill.Stock;

namespace Seckill;

/// <summary>Registers the Redis stock store.</summary>
public static class RedisSeckillBuilderExtensions
{
    /// <summary>Keeps the stock of sales in Redis 7 or later, Valkey or Garnet, and shares the suite's cache there. Calling it twice is harmless.</summary>
    /// <param name="builder">The builder of <c>AddSeckill</c>.</param>
    /// <param name="configure">Sets the options; they are checked at start.</param>
    public static SeckillBuilder UseRedis(this SeckillBuilder builder, Action<RedisStockOptions> configure)
    {
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<RedisStockOptions>().Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RedisStockOptions>, RedisStockOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<RedisServerCheck>();
        services.TryAddSingleton<RedisConnection>();
        services.TryAddSingleton<RedisStockStore>();
        services.TryAddSingleton<IStockStore>(provider => provider.GetRequiredService<RedisStockStore>());
        services.TryAddSingleton<IStockStoreStartup, RedisStockStartup>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<RedisCacheOptions>, SalesCacheConfiguration>());
        new SeckillCachingBuilder(services, SeckillBuilder.CacheName).UseRedis(static _ => { });
        return builder;
    }
}
