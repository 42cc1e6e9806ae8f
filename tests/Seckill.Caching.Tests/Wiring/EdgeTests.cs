namespace Seckill.Caching.Tests.Wiring;

public sealed class EdgeTests
{
    [Theory]
    [InlineData("\"ff\"", true)]
    [InlineData("W/\"ff\"", true)]
    [InlineData("\"fe\", \"ff\"", true)]
    [InlineData("*", true)]
    [InlineData("\"fe\"", false)]
    [InlineData("ff", false)]
    [InlineData(null, false)]
    public void Entity_tag_is_matched_as_the_header_says(string? header, bool matches) =>
        Assert.Equal(matches, new CacheStamp(255, TimeSpan.Zero).Matches(header));

    [Fact]
    public void Unknown_version_has_no_tag_and_matches_nothing()
    {
        Assert.Null(default(CacheStamp).ETag);
        Assert.False(default(CacheStamp).Matches("*"));
    }

    [Fact]
    public void Policies_make_their_headers()
    {
        Assert.Equal("public, max-age=3600, stale-while-revalidate=60, stale-if-error=3600, immutable", EdgePolicy.Versioned.ToCacheControl());
        Assert.Equal("public, max-age=0, s-maxage=1, stale-while-revalidate=1, stale-if-error=5", EdgePolicy.Live.ToCacheControl());
        Assert.Equal("no-store", EdgePolicy.Never.ToCacheControl());
    }

    [Fact]
    public async Task Tag_changes_with_each_change_of_the_value()
    {
        await using var cache = new TestCache();
        ValueTask<CacheResult<string>> Get() => cache.Cache.GetOrCreateStampedAsync<int, string>("k", 0, static (_, _, _) => new ValueTask<string>("v"));
        var first = await Get();
        Assert.Equal(first.Stamp.ETag, (await Get()).Stamp.ETag);
        await cache.Cache.SetAsync("k", "w");

        Assert.NotEqual(first.Stamp.ETag, (await Get()).Stamp.ETag);
    }
}
