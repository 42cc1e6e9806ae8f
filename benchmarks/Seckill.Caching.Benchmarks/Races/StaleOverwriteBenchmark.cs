using System.Globalization;
using Seckill.Caching.Benchmarks.Contestants;
using Seckill.Caching.Benchmarks.Running;
using Seckill.Speed.Reporting;

namespace Seckill.Caching.Benchmarks.Races;

/// <summary>
/// One node has read the old row and is about to store it; then the row changes and the other node says so. Afterwards both nodes, and a third one that
/// starts then, are asked.
/// </summary>
internal static class StaleOverwriteBenchmark
{
    private const int Tries = 20;
    private static readonly TimeSpan s_settle = TimeSpan.FromMilliseconds(50);

    /// <summary>Prints the table and answers whether ours kept the law.</summary>
    public static async Task<bool> RunAsync(TextWriter output)
    {
        await using var server = await BenchmarkServer.StartAsync();
        var rows = new List<IReadOnlyList<string>>();
        var isLawful = true;
        foreach (var library in CacheLibrary.All)
        {
            foreach (var overtaking in Enum.GetValues<OvertakenLoad>())
            {
                var (loader, changer, later) = await CountAsync(server, library, overtaking);
                isLawful &= library != CacheLibrary.Seckill || loader + changer + later == 0;
                rows.Add([library.Name, overtaking.ToString().ToLowerInvariant(), Text(loader), Text(changer), Text(later)]);
            }
        }

        await output.WriteLineAsync(MarkdownTable.Format(
            [$"load overtaken by a change, {Tries} tries", "the change", "old on the node that loaded", "old on the node that changed", "old on a node that starts later"], rows));
        return isLawful;
    }

    private static string Text(int stale) => string.Create(CultureInfo.InvariantCulture, $"{stale} of {Tries}");

    private static async Task<(int Loader, int Changer, int Later)> CountAsync(BenchmarkServer server, CacheLibrary library, OvertakenLoad overtaking)
    {
        var prefix = BenchmarkServer.NewPrefix();
        await using var loader = library.Connect(await server.ConnectAsync(), prefix);
        await using var changer = library.Connect(await server.ConnectAsync(), prefix);
        await Task.WhenAll(loader.StartAsync(), changer.StartAsync());
        var keys = Enumerable.Range(0, Tries).Select(i => $"row:{overtaking}:{i}").ToArray();
        foreach (var key in keys)
        {
            await RaceAsync(loader, changer, key, overtaking);
        }

        await Task.Delay(s_settle);
        var stale = (await CountAsync(loader, keys), await CountAsync(changer, keys));
        await using var later = library.Connect(await server.ConnectAsync(), prefix);
        await later.StartAsync();
        return (stale.Item1, stale.Item2, await CountAsync(later, keys));
    }

    private static async Task RaceAsync(CacheNode loader, CacheNode changer, string key, OvertakenLoad overtaking)
    {
        var hasRead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var mayStore = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var load = loader.GetAsync(
            key,
            async _ =>
            {
                hasRead.SetResult();
                await mayStore.Task;
                return Product.Number(1, "old");
            },
            [key]);
        await hasRead.Task;
        await (overtaking switch
        {
            OvertakenLoad.Set => changer.SetAsync(key, Product.Number(1, "new"), [key]),
            OvertakenLoad.Remove => changer.RemoveAsync(key),
            _ => changer.RemoveTagAsync(key),
        });
        mayStore.SetResult();
        await load;
    }

    private static async Task<int> CountAsync(CacheNode node, string[] keys)
    {
        var stale = 0;
        foreach (var key in keys)
        {
            stale += (await node.GetAsync(key, static _ => ValueTask.FromResult(Product.Number(1, "new")), [key])).Title == "old" ? 1 : 0;
        }

        return stale;
    }
}
