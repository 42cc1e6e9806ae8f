using Microsoft.Extensions.DependencyInjection;

namespace Seckill.Caching.Lab.Caches;

/// <summary>The suite's cache, shared through the same Redis.</summary>
internal sealed class GuardedCache : LabCache
{
    private readonly ServiceProvider _services;
    private readonly SeckillCache _cache;
    private readonly CacheEntryOptions _entry;

    private GuardedCache(ServiceProvider services, CacheEntryOptions entry)
    {
        (_services, _entry) = (services, entry);
        _cache = services.GetRequiredService<SeckillCache>();
    }

    public override int Entries => _services.GetRequiredService<ICacheAdmin>().Read().Entries;

    /// <param name="configuration">The Redis.</param>
    /// <param name="prefix">Keys of this run.</param>
    /// <param name="entry">How entries live.</param>
    /// <param name="ids">The ids that exist under <c>product:</c>; null without a filter.</param>
    public static async Task<GuardedCache> ConnectAsync(string configuration, string prefix, CacheEntryOptions entry, LabIds? ids = null)
    {
        var services = new ServiceCollection();
        var builder = services.AddSeckillCaching().UseRedis(o => (o.Configuration, o.KeyPrefix) = (configuration, prefix));
        if (ids is not null)
        {
            services.AddSingleton(ids);
            builder.AddKeyFilter<LabIds>("product:");
        }

        var provider = services.BuildServiceProvider();
        var cache = new GuardedCache(provider, entry);
        foreach (var worker in provider.GetServices<Microsoft.Extensions.Hosting.IHostedService>())
        {
            await worker.StartAsync(CancellationToken.None);
        }

        var warmer = provider.GetRequiredService<ICacheWarmer>();
        while (!warmer.IsWarm)
        {
            await Task.Delay(10);
        }

        return cache;
    }

    public override ValueTask<string?> GetAsync(string key, LabSource source) => _cache.GetOrCreateAsync<(LabSource, string), string?>(
        key, (source, key), static (from, _, ct) => from.Item1.LoadAsync(from.Item2, ct), _entry);

    public override ValueTask DisposeAsync() => _services.DisposeAsync();
}
