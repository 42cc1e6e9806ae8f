using Microsoft.Extensions.Time.Testing;
using Seckill.Testing.Caching;

namespace Seckill.Caching.Tests.Nodes;

/// <summary>Two nodes on one server in virtual time.</summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    private TwoNodes(FakeTimeProvider clock, InMemoryCacheServer server, TestCache a, TestCache b) => (Clock, Server, A, B) = (clock, server, a, b);

    public FakeTimeProvider Clock { get; }

    public InMemoryCacheServer Server { get; }

    public TestCache A { get; }

    public TestCache B { get; }

    public static async Task<TwoNodes> StartAsync(Action<SeckillCachingOptions>? configure = null, bool inline = true, int logLength = 10_000)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 11, 0, 0, 0, TimeSpan.Zero));
        var server = new InMemoryCacheServer(clock, partitions: 4, logLength);
        return new TwoNodes(clock, server, await TestCache.OnAsync(server, clock, configure, inline), await TestCache.OnAsync(server, clock, configure, inline));
    }

    public async Task BeatAsync()
    {
        await A.BeatAsync();
        await B.BeatAsync();
    }

    /// <summary>Lets time pass with the heartbeats it brings.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        var step = TimeSpan.FromMilliseconds(250);
        for (var left = time; left > TimeSpan.Zero; left -= step)
        {
            Clock.Advance(left < step ? left : step);
            await BeatAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await A.DisposeAsync();
        await B.DisposeAsync();
    }
}
