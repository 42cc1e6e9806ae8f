using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Seckill.Redis;
using Seckill.Redis.Caching;

namespace Seckill.Caching;

/// <summary>Registers Redis as a cache's Distributed tier.</summary>
public static class RedisCachingBuilderExtensions
{
    /// <summary>Shares a cache's entries, leases and changes among nodes through Redis 7 or later, Valkey or Garnet, standalone or Cluster.</summary>
    /// <param name="builder">The cache's builder.</param>
    /// <param name="configure">Sets the options; they are checked at start.</param>
    public static SeckillCachingBuilder UseRedis(this SeckillCachingBuilder builder, Action<RedisCacheOptions> configure)
    {
        var (services, name) = (builder.Services, builder.Name);
        services.AddOptionsWithValidateOnStart<RedisCacheOptions>(name)
            .Configure(configure)
            .PostConfigure(o => o.KeyPrefix = o.KeyPrefix.Length > 0 ? o.KeyPrefix : name.Length == 0 ? "sk" : "sk:" + name);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RedisCacheOptions>, RedisCacheOptionsValidator>());
        services.TryAddSingleton(static _ => new CacheScripts());
        services.TryAddKeyedSingleton(name, (p, _) => new RedisCacheConnection(p, Options(p, name)));
        services.TryAddKeyedSingleton<IDistributedCacheTier>(
            name, (p, _) => new RedisCacheTier(p.GetRequiredKeyedService<RedisCacheConnection>(name), Options(p, name), p.GetRequiredService<CacheScripts>()));
        services.TryAddKeyedSingleton<ICacheLog>(
            name, (p, _) => new RedisCacheLog(p.GetRequiredKeyedService<RedisCacheConnection>(name), Options(p, name), p.GetRequiredService<CacheScripts>()));
        services.TryAddKeyedSingleton<ISharedKeyRing>(name, (p, _) => new RedisKeyRing(p.GetRequiredKeyedService<RedisCacheConnection>(name), Options(p, name)));
        return builder;
    }

    private static RedisCacheOptions Options(IServiceProvider services, string name) => services.GetRequiredService<IOptionsMonitor<RedisCacheOptions>>().Get(name);
}
