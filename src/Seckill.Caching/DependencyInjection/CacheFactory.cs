using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Seckill.Caching.Serialization;
using Seckill.Caching.Telemetry;
using Seckill.Caching.Warmup;

namespace Seckill.Caching.DependencyInjection;

internal static class CacheFactory
{
    public static SeckillCache Create(IServiceProvider services, string name)
    {
        var options = services.GetRequiredService<IOptionsMonitor<SeckillCachingOptions>>().Get(name);
        var tier = services.GetKeyedService<IDistributedCacheTier>(name);
        var log = services.GetKeyedService<ICacheLog>(name);
        if (tier is null != log is null)
        {
            throw new InvalidOperationException($"Cache \"{name}\" has a Distributed tier without a log, or a log without a tier. Register both, as UseRedis does.");
        }

        var parts = new CacheParts(
            name,
            options,
            services.GetService<TimeProvider>() ?? TimeProvider.System,
            tier,
            new SerializerSource(services, options.JsonTypeInfoResolver),
            GuardRegistration.Build(services, name, services.GetServices<GuardRegistration>()),
            services.GetRequiredService<CachingMetrics>(),
            services.GetRequiredService<ILogger<SeckillCache>>(),
            completeInline: false);
        return new SeckillCache(parts, log);
    }

    public static CacheWorker CreateWorker(IServiceProvider services, string name) => new(
        services.GetRequiredKeyedService<SeckillCache>(name),
        [.. services.GetServices<WarmupRegistration>().Where(w => w.Cache == name).Select(w => w.Create(services))]);
}
