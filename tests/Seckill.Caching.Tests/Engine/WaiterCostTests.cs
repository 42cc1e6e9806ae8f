namespace Seckill.Caching.Tests.Engine;

/// <summary>G5: what a caller costs that waits for somebody else's load.</summary>
public sealed class WaiterCostTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Waiter_costs_no_more_than_250_bytes()
    {
        await using var cache = new TestCache(TimeProvider.System, o => o.DefaultEntryOptions = new CacheEntryOptions());
        var gate = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        Func<TaskCompletionSource<string>, CancellationToken, ValueTask<string>> load = static (g, _) => new ValueTask<string>(g.Task);
        var waiters = new Task<string>[1000];
        for (var warm = 0; warm < 100; warm++)
        {
            waiters[warm] = cache.Cache.GetOrCreateAsync("k", gate, load).AsTask();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 100; i < waiters.Length; i++)
        {
            waiters[i] = cache.Cache.GetOrCreateAsync("k", gate, load).AsTask();
        }

        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / 900.0;
        gate.SetResult("value");
        foreach (var waiter in waiters)
        {
            Assert.Equal("value", await waiter);
        }

        output.WriteLine($"{each:F0} bytes a waiter");
        Assert.InRange(each, 1, 250);
    }
}
