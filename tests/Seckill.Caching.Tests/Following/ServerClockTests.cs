using Microsoft.Extensions.Time.Testing;
using Seckill.Testing.Caching;

namespace Seckill.Caching.Tests.Following;

public sealed class ServerClockTests
{
    [Theory]
    [InlineData(-60)]
    [InlineData(60)]
    public async Task Node_whose_clock_is_wrong_by_an_hour_lets_entries_live_as_long_as_the_others(int minutes)
    {
        var right = new FakeTimeProvider(new DateTimeOffset(2026, 11, 11, 0, 0, 0, TimeSpan.Zero));
        var wrong = new FakeTimeProvider(right.GetUtcNow() + TimeSpan.FromMinutes(minutes));
        var server = new InMemoryCacheServer(right);
        await using var a = await TestCache.OnAsync(server, right);
        await using var b = await TestCache.OnAsync(server, wrong);
        var options = new CacheEntryOptions { Expiration = TimeSpan.FromMinutes(1), LocalExpiration = TimeSpan.FromMinutes(1), Jitter = 0, RefreshAfter = 1 };
        var source = new Source("old");
        await a.GetAsync("k", source, options);
        source.Value = "new";
        await PassAsync(50);
        Assert.Equal("old", await b.GetAsync("k", source, options));

        await PassAsync(9);
        Assert.Equal("old", await b.GetAsync("k", source, options));
        await PassAsync(2);
        Assert.Equal("new", await b.GetAsync("k", source, options));

        async Task PassAsync(int seconds)
        {
            right.Advance(TimeSpan.FromSeconds(seconds));
            wrong.Advance(TimeSpan.FromSeconds(seconds));
            await a.BeatAsync();
            await b.BeatAsync();
        }
    }
}
