namespace Seckill.Caching.Tests.Engine;

public sealed class PinTests
{
    [Fact]
    public async Task Pinned_value_is_read_again_when_its_time_is_up()
    {
        await using var cache = new TestCache();
        var source = new Source("old");
        using var pin = cache.Cache.Pin("config", source.LoadAsync, new CacheEntryOptions { Expiration = TimeSpan.FromMinutes(5), Jitter = 0 });
        await pin.WhenReadyAsync();
        Assert.Equal("old", pin.Value);
        source.Value = "new";

        cache.Advance(299_000);
        Assert.Equal("old", pin.Value);
        await Eventually.IsTrueAsync(() =>
        {
            cache.Advance(1_000);
            return pin.Value == "new";
        });
    }

    [Fact]
    public async Task Change_of_the_key_is_seen_at_once()
    {
        await using var cache = new TestCache();
        var source = new Source("old");
        using var pin = cache.Cache.Pin("config", source.LoadAsync);
        await pin.WhenReadyAsync();
        source.Value = "new";
        await cache.Cache.RemoveAsync("config");
        await Eventually.IsTrueAsync(() => pin.Value == "new");

        await cache.Cache.SetAsync("config", "set");
        await Eventually.IsTrueAsync(() => pin.Value == "set");
    }

    [Fact]
    public async Task Failed_read_keeps_the_last_value()
    {
        await using var cache = new TestCache();
        var source = new Source("old");
        using var pin = cache.Cache.Pin("config", source.LoadAsync, new CacheEntryOptions { Expiration = TimeSpan.FromMinutes(5), FailSafeFor = TimeSpan.Zero });
        await pin.WhenReadyAsync();
        source.Failure = new IOException("down");
        await cache.Cache.RemoveAsync("config");
        await Eventually.IsTrueAsync(() => source.Calls >= 2);
        Assert.Equal("old", pin.Value);

        (source.Failure, source.Value) = (null, "new");
        await Eventually.IsTrueAsync(() =>
        {
            cache.Advance(1_000);
            return pin.Value == "new";
        });
    }

    [Fact]
    public async Task Value_that_was_never_loaded_cannot_be_read()
    {
        await using var cache = new TestCache();
        var source = new Source { Failure = new IOException("down") };
        using var pin = cache.Cache.Pin("config", source.LoadAsync);
        await Eventually.IsTrueAsync(() => source.Calls > 0);

        Assert.False(pin.IsReady);
        Assert.Throws<InvalidOperationException>(() => pin.Value);
    }
}
