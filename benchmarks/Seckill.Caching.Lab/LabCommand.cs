using System.CommandLine;
using Seckill.Caching.Lab.Attacks;
using Seckill.Speed.Reporting;
using Seckill.Testing.Servers;

namespace Seckill.Caching.Lab;

internal static class LabCommand
{
    public static RootCommand Create()
    {
        var ids = new Option<int>("--ids") { Description = "Absent ids of the penetration.", DefaultValueFactory = _ => 20_000 };
        var callers = new Option<int>("--callers") { Description = "Callers of the breakdown, over two nodes.", DefaultValueFactory = _ => 1_000 };
        var keys = new Option<int>("--keys") { Description = "Keys of the avalanche.", DefaultValueFactory = _ => 2_000 };
        var root = new RootCommand("Plays penetration, breakdown and avalanche on a Redis of its own, without guards and with them, and prints the counts.") { ids, callers, keys };
        root.SetAction(async given =>
        {
            var rows = await RunAsync(given.GetValue(ids), given.GetValue(callers), given.GetValue(keys));
            await Console.Out.WriteLineAsync(MarkdownTable.Format(LabRow.Titles, rows.Select(static r => r.Cells)));
        });
        return root;
    }

    public static async Task<IReadOnlyList<LabRow>> RunAsync(int ids, int callers, int keys)
    {
        await using var server = await RedisServer.StartAsync("--save", "", "--appendonly", "no");
        return
        [
            .. await Penetration.RunAsync(server.Configuration, ids),
            .. await Breakdown.RunAsync(server.Configuration, callers),
            .. await Avalanche.RunAsync(server.Configuration, keys),
        ];
    }
}
