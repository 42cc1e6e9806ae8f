using System.Diagnostics;
using System.Globalization;
using Seckill.Caching.Benchmarks.Contestants;
using Seckill.Caching.Benchmarks.Running;
using Seckill.Speed.Reporting;

namespace Seckill.Caching.Benchmarks.Stampedes;

/// <summary>A thousand callers on one cold key of one process, whose load takes 100 ms.</summary>
internal static class OneProcessBenchmark
{
    private const int Callers = 1_000;
    private static readonly TimeSpan s_load = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(TextWriter output, int rounds)
    {
        await using var server = await BenchmarkServer.StartAsync();
        var rows = new List<IReadOnlyList<string>>();
        foreach (var library in CacheLibrary.All)
        {
            await using var node = library.Connect(await server.ConnectAsync(), BenchmarkServer.NewPrefix());
            await node.StartAsync();
            var results = new List<(int Loads, double Milliseconds, double Bytes)>();
            for (var round = 0; round <= rounds; round++)
            {
                results.Add(await RoundAsync(node, $"cold:{round}"));
            }

            // The first round compiles.
            results.RemoveAt(0);
            rows.Add(
            [
                library.Name, string.Join(" · ", results.Select(static r => r.Loads)),
                Median.Of(results.Select(static r => r.Milliseconds)).ToString("0", CultureInfo.InvariantCulture),
                Median.Of(results.Select(static r => r.Bytes)).ToString("0", CultureInfo.InvariantCulture),
            ]);
        }

        await output.WriteLineAsync(MarkdownTable.Format(["1,000 callers, one process, 100 ms load", "loads", "last answered, ms", "bytes a caller"], rows));
    }

    private static async Task<(int Loads, double Milliseconds, double Bytes)> RoundAsync(CacheNode node, string key)
    {
        var source = new Source(s_load);
        Func<CancellationToken, ValueTask<Product>> load = source.LoadAsync;
        var calls = new Task<Product>[Callers];
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Callers; i++)
        {
            calls[i] = node.GetAsync(key, load).AsTask();
        }

        foreach (var call in calls)
        {
            await call;
        }

        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return (source.Calls, time, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Callers);
    }
}
