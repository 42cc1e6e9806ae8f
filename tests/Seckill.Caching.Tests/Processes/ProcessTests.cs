using Microsoft.Extensions.DependencyInjection;
using Seckill.Caching.Stampede;
using Seckill.Caching.Tests.Servers;

namespace Seckill.Caching.Tests.Processes;

/// <summary>缓存击穿 across real processes.</summary>
public sealed class ProcessTests(RedisCacheServer server, ITestOutputHelper output) : IClassFixture<RedisCacheServer>
{
    // Processes that start on a busy machine must not go on without their tier: that would be another load, and rightly so.
    private const int PatienceMs = 10_000;

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Five_hundred_callers_in_each_of_some_processes_cost_one_load(int processes)
    {
        // G6; how long they wait is measured by benchmarks/Seckill.Caching.Stampede.
        var prefix = CacheServer.NewPrefix();
        var workers = await Task.WhenAll(Enumerable.Range(0, processes).Select(_ => WorkerProcess.StartAsync(server.Configuration, prefix, PatienceMs)));
        for (var round = 0; round < 3; round++)
        {
            var results = await Measurement.RunAsync(workers, new Rush($"cold{round}", 500, 200));
            output.WriteLine($"slowest {results.Max(r => r.SlowestMs):F0} ms");
            Assert.Equal(1, results.Sum(r => r.Loads));
            Assert.All(results, r => Assert.Equal(500, r.Answers));
        }

        foreach (var worker in workers)
        {
            await worker.DisposeAsync();
        }
    }

    [Fact]
    public async Task Killed_loader_is_replaced_within_its_lease()
    {
        // G7
        var prefix = CacheServer.NewPrefix();
        await using var killed = await WorkerProcess.StartAsync(server.Configuration, prefix, PatienceMs);
        var cache = server.Connect(prefix).GetRequiredService<SeckillCache>();
        await cache.StartAsync();
        await killed.HangAsync("k");
        var waiting = cache.GetOrCreateAsync("k", _ => new ValueTask<string>("living")).AsTask();
        var died = TimeProvider.System.GetTimestamp();
        await killed.KillAsync();
        Assert.Equal("living", await waiting);

        var time = TimeProvider.System.GetElapsedTime(died);
        output.WriteLine($"replaced after {time.TotalMilliseconds:F0} ms");
        Assert.InRange(time, TimeSpan.FromSeconds(1), new CacheEntryOptions().LeaseDuration + TimeSpan.FromMilliseconds(250));
    }

    [Fact]
    public async Task Living_loader_in_another_process_is_waited_for_beyond_its_lease()
    {
        var prefix = CacheServer.NewPrefix();
        await using var worker = await WorkerProcess.StartAsync(server.Configuration, prefix, PatienceMs);
        var cache = server.Connect(prefix).GetRequiredService<SeckillCache>();
        await cache.StartAsync();
        var loading = worker.RunAsync(new Rush("k", 1, 3_500));
        await Eventually.IsTrueAsync(async () => await IsLeasedAsync(cache));
        var loads = 0;
        var value = await cache.GetOrCreateAsync("k", _ => new ValueTask<string>($"{++loads}"));

        Assert.Equal("k", value);
        Assert.Equal(0, loads);
        Assert.Equal(1, (await loading).Loads);
    }

    private static async ValueTask<bool> IsLeasedAsync(SeckillCache cache)
    {
        var reply = await cache.Parts.Tier!.CallAsync(static (t, o, ct) => t.AcquireAsync("k", new LeaseRequest(o, TimeSpan.FromMilliseconds(1)), ct), new OperationId(1));
        return reply.HasAnswer && reply.Value.Outcome == LeaseOutcome.Busy;
    }
}
