using System.Diagnostics;
using System.Globalization;
using Seckill.Caching.Benchmarks.Contestants;
using Seckill.Caching.Benchmarks.Running;
using Seckill.Speed.Reporting;

namespace Seckill.Caching.Benchmarks.Stampedes;

/// <summary>Five hundred callers on each of two nodes with connections of their own, one cold key, a load of 200 ms.</summary>
internal static class TwoNodesBenchmark
{
    private const int Callers = 500;
    private static readonly TimeSpan s_load = TimeSpan.FromMilliseconds(200);

    public static async Task RunAsync(TextWriter output, int rounds)
    {
        await using var server = await BenchmarkServer.StartAsync();
        var rows = new List<IReadOnlyList<string>>();
        foreach (var library in CacheLibrary.All)
        {
            var prefix = BenchmarkServer.NewPrefix();
            await using var one = library.Connect(await server.ConnectAsync(), prefix);
            await using var other = library.Connect(await server.ConnectAsync(), prefix);
            await Task.WhenAll(one.StartAsync(), other.StartAsync());
            await RoundAsync(one, other, "first");
            var results = new List<(int Loads, double Slowest)>();
            for (var round = 0; round < rounds; round++)
            {
                results.Add(await RoundAsync(one, other, $"cold:{round}"));
            }

            rows.Add(
            [
                library.Name, string.Join(" · ", results.Select(static r => r.Loads)),
                Median.Of(results.Select(static r => r.Slowest)).ToString("0", CultureInfo.InvariantCulture),
                results.Max(static r => r.Slowest).ToString("0", CultureInfo.InvariantCulture),
            ]);
        }

        await output.WriteLineAsync(MarkdownTable.Format(["two nodes, 500 callers each, 200 ms load", "loads", "slowest waiter, ms: median", "worst"], rows));
    }

    private static async Task<(int Loads, double Slowest)> RoundAsync(CacheNode one, CacheNode other, string key)
    {
        var source = new Source(s_load);
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, 2 * Callers).Select(i => Task.Run(() => (i % 2 == 0 ? one : other).GetAsync(key, source.LoadAsync).AsTask())));
        return (source.Calls, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }
}
