using System.CommandLine;
using Seckill.Sagas.Benchmarks.Running;

namespace Seckill.Sagas.Benchmarks.Comparing;

/// <summary>All contestants of a table in turn, round after round, and the median of each.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var tables = new Option<string[]>("--tables")
        {
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [.. Tables.All.Keys],
        };
        tables.AcceptOnlyFromAmong([.. Tables.All.Keys]);
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3 };
        var inFlight = new Option<int>("--in-flight") { DefaultValueFactory = _ => 1024 };
        var command = new Command("compare", "Measures all contestants in one run, and prints a table for each kind of load.") { tables, rounds, inFlight };
        command.SetAction(async result =>
        {
            foreach (var table in result.GetValue(tables)!)
            {
                await CompareAsync(table, result.GetValue(rounds), result.GetValue(inFlight));
            }
        });
        return command;
    }

    private static async Task CompareAsync(string table, int rounds, int inFlight)
    {
        var entries = Tables.All[table];
        var results = entries.ToDictionary(static e => e, static _ => new List<RunResult>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var entry in entries)
            {
                results[entry].Add(await Child.RunAsync(entry, inFlight));
            }
        }

        await Console.Out.WriteLineAsync(ResultTable.Print(table, [.. entries.Select(e => results[e])]));
    }
}
