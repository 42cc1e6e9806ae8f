using System.Diagnostics;
using System.Globalization;
using Seckill.Caching.Benchmarks.Contestants;
using Seckill.Caching.Benchmarks.Running;
using Seckill.Speed.Reporting;

namespace Seckill.Caching.Benchmarks.Tags;

/// <summary>A thousand entries under one tag in the memory of two nodes; one removes the tag. How long that takes, and what the other serves 100 ms later.</summary>
internal static class TagBenchmark
{
    private const int Entries = 1_000;
    private static readonly TimeSpan s_settle = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(TextWriter output)
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
            var (time, mine, theirs) = await RoundAsync(one, other, "second");
            rows.Add([library.Name, time.ToString("0.00", CultureInfo.InvariantCulture), Text(mine), Text(theirs)]);
        }

        await output.WriteLineAsync(MarkdownTable.Format(
            ["1,000 entries under a tag, removed", "the call, ms", "old ones served by the node that removed", "old ones served by the other, 100 ms later"], rows));
    }

    private static string Text(int old) => old.ToString("N0", CultureInfo.InvariantCulture);

    private static async Task<(double Time, int Mine, int Theirs)> RoundAsync(CacheNode one, CacheNode other, string tag)
    {
        var keys = Enumerable.Range(0, Entries).Select(i => $"{tag}:{i}").ToArray();
        foreach (var key in keys)
        {
            await one.SetAsync(key, Product.Number(1, "old"), [tag]);
            await other.GetAsync(key, static _ => throw new InvalidOperationException("The shared tier has it."), [tag]);
        }

        var start = Stopwatch.GetTimestamp();
        await one.RemoveTagAsync(tag);
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        await Task.Delay(s_settle);
        return (time, await CountOldAsync(one, keys, tag), await CountOldAsync(other, keys, tag));
    }

    private static async Task<int> CountOldAsync(CacheNode node, string[] keys, string tag)
    {
        var old = 0;
        foreach (var key in keys)
        {
            old += (await node.GetAsync(key, static _ => ValueTask.FromResult(Product.Number(1, "new")), [tag])).Title == "old" ? 1 : 0;
        }

        return old;
    }
}
