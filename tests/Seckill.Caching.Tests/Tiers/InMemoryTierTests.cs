using Microsoft.Extensions.Time.Testing;
using Seckill.Testing.Caching;

namespace Seckill.Caching.Tests.Tiers;

public sealed class InMemoryTierTests : DistributedCacheTierContract
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 11, 0, 0, 0, TimeSpan.Zero));
    private readonly InMemoryCacheServer _server;

    public InMemoryTierTests() => _server = new InMemoryCacheServer(_clock, partitions: 4);

    protected override ValueTask<(IDistributedCacheTier Tier, ICacheLog Log)> ConnectAsync()
    {
        var node = _server.Connect();
        return new((node, node));
    }

    protected override Task PassAsync(TimeSpan time)
    {
        _clock.Advance(time);
        return Task.CompletedTask;
    }
}
