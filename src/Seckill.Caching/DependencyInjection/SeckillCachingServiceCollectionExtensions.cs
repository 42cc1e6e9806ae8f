using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Seckill.Caching;
using Seckill.Caching.Administration;
using Seckill.Caching.DependencyInjection;
using Seckill.Caching.Options;
using Seckill.Caching.Telemetry;
using Seckill.Caching.Warmup;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers caches.</summary>
public static class SeckillCachingServiceCollectionExtensions
{
    /// <summary>The tag of the health check that tells whether a cache is warm.</summary>
    public const string ReadyTag = "ready";

    /// <summary>
    /// Adds the default cache, as <see cref="SeckillCache"/> and, where none is registered, as <see cref="HybridCache"/>. It is local until a provider is
    /// hung on the builder, such as <c>UseRedis</c>. Calling it twice is harmless.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes settings; they are checked at start.</param>
    public static SeckillCachingBuilder AddSeckillCaching(this IServiceCollection services, Action<SeckillCachingOptions>? configure = null)
    {
        var builder = services.AddKeyedSeckillCaching(Options.Options.DefaultName, configure);
        services.TryAddSingleton(static p => p.GetRequiredKeyedService<SeckillCache>(Options.Options.DefaultName));
        services.TryAddSingleton<HybridCache>(static p => p.GetRequiredService<SeckillCache>());
        services.TryAddSingleton(static p => p.GetRequiredKeyedService<ICacheWarmer>(Options.Options.DefaultName));
        services.TryAddSingleton(static p => p.GetRequiredKeyedService<ICacheChangeSink>(Options.Options.DefaultName));
        return builder;
    }

    /// <summary>Adds a further cache, to be had by its name as a keyed service. Caches share nothing: no memory, no keys in the Distributed tier. The <see cref="ICacheAdmin"/>s of all are had with <c>GetServices</c>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The cache's name.</param>
    /// <param name="configure">Changes settings; they are checked at start.</param>
    public static SeckillCachingBuilder AddKeyedSeckillCaching(this IServiceCollection services, string name, Action<SeckillCachingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        var options = services.AddOptionsWithValidateOnStart<SeckillCachingOptions>(name);
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SeckillCachingOptions>, SeckillCachingOptionsValidator>());
        services.AddMetrics();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<CachingMetrics>();
        if (services.Any(s => s.ServiceType == typeof(SeckillCache) && s.IsKeyedService && Equals(s.ServiceKey, name)))
        {
            return new SeckillCachingBuilder(services, name);
        }

        services.AddKeyedSingleton(name, (p, _) => CacheFactory.Create(p, name));
        services.TryAddKeyedSingleton<HybridCache>(name, (p, _) => p.GetRequiredKeyedService<SeckillCache>(name));
        services.AddKeyedSingleton(name, (p, _) => CacheFactory.CreateWorker(p, name));
        services.AddKeyedSingleton<ICacheWarmer>(name, (p, _) => p.GetRequiredKeyedService<CacheWorker>(name));
        services.AddKeyedSingleton<ICacheAdmin>(name, (p, _) => new CacheAdmin(p.GetRequiredKeyedService<SeckillCache>(name)));
        services.AddSingleton<ICacheAdmin>(p => p.GetRequiredKeyedService<ICacheAdmin>(name));
        services.AddKeyedSingleton<ICacheChangeSink>(name, (p, _) => new CacheChangeSink(p.GetRequiredKeyedService<SeckillCache>(name)));
        services.AddSingleton<IHostedService>(p => p.GetRequiredKeyedService<CacheWorker>(name));
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            name.Length == 0 ? "cache" : "cache-" + name,
            p => new CacheHealthCheck(p.GetRequiredKeyedService<SeckillCache>(name), p.GetRequiredKeyedService<ICacheWarmer>(name)),
            failureStatus: null,
            tags: [ReadyTag]));
        return new SeckillCachingBuilder(services, name);
    }
}
