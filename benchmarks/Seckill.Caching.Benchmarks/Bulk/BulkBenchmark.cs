using System.Diagnostics;
using System.Globalization;
using Seckill.Caching.Benchmarks.Contestants;
using Seckill.Caching.Benchmarks.Running;
using Seckill.Speed.Reporting;

namespace Seckill.Caching.Benchmarks.Bulk;

/// <summary>Two hundred keys at a time: cold, only in the shared tier, and in own memory. A call of the source takes 5 ms.</summary>
internal static class BulkBenchmark
{
    private const int Keys = 200;
    private static readonly TimeSpan s_load = TimeSpan.FromMilliseconds(5);

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
            var times = new List<(int Calls, double Cold, double Shared, double Own)>();
            for (var round = 0; round <= rounds; round++)
            {
                times.Add(await RoundAsync(one, other, round));
            }

            times.RemoveAt(0);
            rows.Add(
            [
                library.Name, string.Join(" · ", times.Select(static t => t.Calls).Distinct()), Text(times.Select(static t => t.Cold)),
                Text(times.Select(static t => t.Shared)), Text(times.Select(static t => t.Own)),
            ]);
        }

        await output.WriteLineAsync(MarkdownTable.Format(["200 keys at once", "calls of the source", "cold, ms", "in the shared tier, ms", "in own memory, ms"], rows));
    }

    private static string Text(IEnumerable<double> times) => Median.Of(times).ToString("0.00", CultureInfo.InvariantCulture);

    private static async Task<(int Calls, double Cold, double Shared, double Own)> RoundAsync(CacheNode one, CacheNode other, int round)
    {
        var source = new Source(s_load);
        var keys = Enumerable.Range(0, Keys).Select(i => $"bulk:{round}:{i}").ToArray();
        var cold = await MeasureAsync(one, keys, source);
        var calls = source.Calls;
        return (calls, cold, await MeasureAsync(other, keys, source), await MeasureAsync(other, keys, source));
    }

    private static async Task<double> MeasureAsync(CacheNode node, string[] keys, Source source)
    {
        var start = Stopwatch.GetTimestamp();
        var found = await node.GetManyAsync(keys, source);
        return found == keys.Length ? Stopwatch.GetElapsedTime(start).TotalMilliseconds : throw new InvalidOperationException($"{found} of {keys.Length} keys were found.");
    }
}
