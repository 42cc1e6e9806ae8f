using Seckill.Testing.Caching;

namespace Seckill.Caching.Tests.Distributed;

/// <summary>G16: what a call costs that is not made.</summary>
public sealed class OpenBreakerTests(ITestOutputHelper output)
{
    private const int Calls = 200_000;

    [Fact]
    public async Task Call_behind_an_open_breaker_reaches_nothing_and_allocates_nothing()
    {
        var node = new InMemoryCacheServer(TimeProvider.System).Connect();
        await using var cache = new TestCache(TimeProvider.System, static o => o.BreakerDuration = TimeSpan.FromMinutes(10), node);
        var tier = cache.Cache.Parts.Tier!;
        node.IsCut = true;
        for (var i = 0; i < 10_000; i++)
        {
            await CallAsync(tier);
        }

        Assert.False(tier.IsUp);
        var (made, bytes, started) = (node.Calls, GC.GetAllocatedBytesForCurrentThread(), TimeProvider.System.GetTimestamp());
        for (var i = 0; i < Calls; i++)
        {
            var call = CallAsync(tier);
            Assert.True(call.IsCompletedSuccessfully);
            await call;
        }

        var time = TimeProvider.System.GetElapsedTime(started);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - bytes);
        Assert.Equal(made, node.Calls);
        output.WriteLine($"{time.TotalNanoseconds / Calls:F0} ns a call");
    }

    private static ValueTask<Caching.Distributed.TierResult<DistributedEntry?>> CallAsync(Caching.Distributed.TierCaller tier) =>
        tier.CallAsync(static (t, key, ct) => t.GetAsync(key, ct), "k");
}
