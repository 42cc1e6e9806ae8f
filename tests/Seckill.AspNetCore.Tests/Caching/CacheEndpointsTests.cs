using Microsoft.Extensions.DependencyInjection;
using Seckill.AspNetCore.Tests.Fakes;
using Seckill.Caching;

namespace Seckill.AspNetCore.Tests.Caching;

public sealed class CacheEndpointsTests
{
    [Fact]
    public async Task Read_TellsHitRatiosByTierAndTheGuards_OfEveryCache()
    {
        await using var host = await TestHost.StartAsync(services: AddCaches);
        var json = await Expect.JsonAsync(await host.GetAsync("/api/admin/cache", host.Operator()), 200);
        Assert.Equal(["tiers", "guards", "caches"], Expect.Names(json));
        Assert.Equal("""{"cache":"a","tier":"local","hits":3,"misses":1,"hitRatio":0.75}""", json.GetProperty("tiers")[0].GetRawText());
        Assert.Equal("""{"cache":"b","guard":"filter","count":5}""", json.GetProperty("guards")[1].GetRawText());
        Assert.Equal(
            """{"cache":"a","entries":7,"isTrusted":true,"isDistributedUp":false,"pendingWrites":2}""", json.GetProperty("caches")[0].GetRawText());
    }

    [Fact]
    public async Task Evict_RemovesTheKeyFromEveryCache_AndIsAudited()
    {
        await using var host = await TestHost.StartAsync(services: AddCaches);
        var answer = await host.SendAsync(HttpMethod.Delete, "/api/admin/cache/sale%3As1", host.Operator());
        Assert.Equal(204, (int)answer.StatusCode);
        foreach (var cache in host.Service<IEnumerable<ICacheAdmin>>().Cast<FakeCacheAdmin>())
        {
            Assert.Equal(["sale:s1"], cache.Evicted);
        }

        var audit = await Expect.JsonAsync(await host.GetAsync("/api/admin/audit", host.Operator()), 200);
        Assert.Contains("\"action\":\"evict\",\"target\":\"sale:s1\"", audit.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evict_ThatTheSharedTierHasNotHeardOf_Is503_AndAuditedAsThat()
    {
        await using var host = await TestHost.StartAsync(services: AddCaches);
        host.Service<IEnumerable<ICacheAdmin>>().Cast<FakeCacheAdmin>().Last().Answers = false;
        await Expect.ProblemAsync(await host.SendAsync(HttpMethod.Delete, "/api/admin/cache/a/b", host.Operator()), 503, "unavailable");
        var audit = await Expect.JsonAsync(await host.GetAsync("/api/admin/audit", host.Operator()), 200);
        Assert.Contains("\"target\":\"a/b\"", audit.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("\"outcome\":\"unavailable\"", audit.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/api/admin/cache")]
    [InlineData("DELETE", "/api/admin/cache/sale:s1")]
    public async Task Buyers_MayNot(string method, string path)
    {
        await using var host = await TestHost.StartAsync(services: AddCaches);
        await Expect.ProblemAsync(await host.SendAsync(new HttpMethod(method), path, host.Token("u1")), 403, "forbidden");
        Assert.All(host.Service<IEnumerable<ICacheAdmin>>().Cast<FakeCacheAdmin>(), static c => Assert.Empty(c.Evicted));
    }

    private static void AddCaches(IServiceCollection services) =>
        services.AddSingleton<ICacheAdmin>(new FakeCacheAdmin("a")).AddSingleton<ICacheAdmin>(new FakeCacheAdmin("b"));
}
