using Seckill.Caching.Local;

namespace Seckill.Caching.Tests.Engine;

public sealed class SieveStoreTests
{
    [Fact]
    public void Oldest_that_was_not_asked_for_goes_first()
    {
        using var store = new SieveStore(3);
        Put(store, "a", "b", "c");
        store.Find("a");
        Put(store, "d");

        Assert.NotNull(store.Find("a"));
        Assert.Null(store.Find("b"));
        Assert.Equal(3, store.Count);
    }

    [Fact]
    public void Random_use_keeps_list_table_and_count_in_step()
    {
        var random = new Random(7);
        using var store = new SieveStore(50);
        var model = new HashSet<string>();
        for (var i = 0; i < 200_000; i++)
        {
            var key = $"{random.Next(120)}";
            switch (random.Next(4))
            {
                case 0:
                    store.Remove(key);
                    model.Remove(key);
                    Assert.Null(store.Find(key));
                    break;
                case 1:
                    Put(store, key);
                    model.Add(key);
                    Assert.NotNull(store.Find(key));
                    break;
                default:
                    Assert.False(store.Find(key) is not null && !model.Contains(key));
                    break;
            }

            Assert.InRange(store.Count, 0, 50);
        }

        Assert.Equal(store.Count, Enumerable.Range(0, 120).Count(i => store.Find($"{i}") is not null));
        Enumerable.Range(0, 120).ToList().ForEach(i => store.Remove($"{i}"));
        Assert.Equal(0, store.Count);
    }

    [Fact]
    public async Task Threads_leave_it_whole()
    {
        using var store = new SieveStore(100);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(t => Task.Run(() =>
        {
            var random = new Random(t);
            for (var i = 0; i < 100_000; i++)
            {
                var key = $"{random.Next(300)}";
                switch (random.Next(5))
                {
                    case 0:
                        store.Remove(key);
                        break;
                    case 1:
                        Put(store, key);
                        break;
                    default:
                        store.Find(key);
                        break;
                }
            }
        })));

        Assert.Equal(store.Count, Enumerable.Range(0, 300).Count(i => store.Find($"{i}") is not null));
        Enumerable.Range(0, 300).ToList().ForEach(i => store.Remove($"{i}"));
        Assert.Equal(0, store.Count);
    }

    [Fact]
    public void Sweep_drops_what_may_not_be_served()
    {
        using var store = new SieveStore(10);
        store.Put(new TypedEntry<int>("a", 1) { KeepUntil = 100 });
        store.Put(new TypedEntry<int>("b", 1) { KeepUntil = 200 });
        store.Sweep(100);

        Assert.Null(store.Find("a"));
        Assert.NotNull(store.Find("b"));
    }

    private static void Put(SieveStore store, params string[] keys)
    {
        foreach (var key in keys)
        {
            store.Put(new TypedEntry<int>(key, 0) { KeepUntil = long.MaxValue });
        }
    }
}
