using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Seckill.Caching.Stampede;

/// <summary>A node in a process of its own: each line that comes in is a rush, each line that goes out its result.</summary>
internal sealed class Worker(string redis, string prefix, int patienceMs)
{
    public const string Ready = "ready";

    public const string Loading = "loading";

    public async Task RunAsync(TextReader orders, TextWriter answers)
    {
        var services = new ServiceCollection();
        services.AddSeckillCaching(o => o.DistributedTimeout = TimeSpan.FromMilliseconds(patienceMs)).UseRedis(o => (o.Configuration, o.KeyPrefix) = (redis, prefix));
        await using var provider = services.BuildServiceProvider();
        var cache = provider.GetRequiredService<SeckillCache>();
        await cache.StartAsync();
        await answers.WriteLineAsync(Ready);
        while (await orders.ReadLineAsync() is { Length: > 0 } line)
        {
            var result = await RunAsync(cache, Rush.Parse(line), answers);
            await answers.WriteLineAsync(result.ToLine());
        }
    }

    private static async Task<RushResult> RunAsync(SeckillCache cache, Rush rush, TextWriter answers)
    {
        var loads = 0;
        var started = Stopwatch.GetTimestamp();
        var callers = new Task<string>[rush.Callers];
        for (var i = 0; i < callers.Length; i++)
        {
            callers[i] = cache.GetOrCreateAsync(rush.Key, LoadAsync).AsTask();
        }

        var values = await Task.WhenAll(callers);
        return new RushResult(loads, values.Count(v => v == rush.Key), Stopwatch.GetElapsedTime(started).TotalMilliseconds);

        async ValueTask<string> LoadAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref loads);
            if (rush.LoadMs < 0)
            {
                await answers.WriteLineAsync(Loading);
            }

            await Task.Delay(rush.LoadMs, cancellationToken);
            return rush.Key;
        }
    }
}
