using Seckill.Caching.Local;

namespace Seckill.Caching.Tests.Local;

public sealed class KeyWatchTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(4, true)]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public async Task What_the_shared_tier_held_before_a_change_is_not_stored_after_it(long change, bool isStored)
    {
        // Version 0: the change had no answer, so that every value the shared tier may show can be from before it.
        await using var cache = new TestCache(node: new Seckill.Testing.Caching.InMemoryCacheServer(TimeProvider.System).Connect());
        var (local, watch) = (cache.Cache.Parts.Local, new WriteWatch("k", new OperationId(1)));
        local.Add(watch);
        local.BeginReading(watch);
        local.Apply("k", change, new OperationId(2), CacheLogKind.Remove);

        Assert.Equal(isStored, local.Put(watch, new TypedEntry<string>("k", "value") { Version = 5 }));
    }
}
