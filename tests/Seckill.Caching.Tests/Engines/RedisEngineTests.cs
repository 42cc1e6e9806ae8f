using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using Seckill.Caching.Tests.Servers;

namespace Seckill.Caching.Tests.Engines;

public sealed class RedisEngineTests(RedisCacheServer server, ITestOutputHelper output) : EngineContract(server, output), IClassFixture<RedisCacheServer>
{
    private readonly RedisCacheServer _server = server;

    [Fact]
    public async Task Keyed_caches_on_one_server_share_nothing()
    {
        var services = new ServiceCollection();
        foreach (var name in new[] { "", "a", "b" })
        {
            var builder = name.Length == 0 ? services.AddSeckillCaching() : services.AddKeyedSeckillCaching(name);
            builder.UseRedis(o => o.Configuration = _server.Configuration);
        }

        await using var provider = services.BuildServiceProvider();
        foreach (var name in new[] { "", "a", "b" })
        {
            await provider.GetRequiredKeyedService<HybridCache>(name).SetAsync("keyed", name);
        }

        foreach (var name in new[] { "", "a", "b" })
        {
            var options = new CacheEntryOptions { Flags = HybridCacheEntryFlags.DisableLocalCache };
            Assert.Equal(name, (await provider.GetRequiredKeyedService<SeckillCache>(name).TryGetAsync<string>("keyed", options)).Value);
        }

        await provider.GetRequiredKeyedService<HybridCache>("a").RemoveByTagAsync("*");
        Assert.False((await provider.GetRequiredKeyedService<SeckillCache>("a").TryGetAsync<string>("keyed")).IsFound);
        Assert.True((await provider.GetRequiredKeyedService<SeckillCache>("b").TryGetAsync<string>("keyed")).IsFound);
    }
}
