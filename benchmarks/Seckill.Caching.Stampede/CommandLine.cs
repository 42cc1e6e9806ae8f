using System.CommandLine;

namespace Seckill.Caching.Stampede;

/// <summary>Two commands: the measurement, and the process of which it starts several.</summary>
internal static class CommandLine
{
    public static ParseResult Parse(string[] args)
    {
        var redis = new Option<string>("--redis") { Description = "A server to use instead of one of our own", DefaultValueFactory = static _ => "" };
        var prefix = new Option<string>("--prefix") { DefaultValueFactory = static _ => "stampede" };
        var processes = new Option<int>("--processes") { Description = "Processes that ask at once", DefaultValueFactory = static _ => 2 };
        var callers = new Option<int>("--callers") { Description = "Callers in each process", DefaultValueFactory = static _ => 500 };
        var load = new Option<int>("--load-ms") { Description = "How long the source takes", DefaultValueFactory = static _ => 200 };
        var rounds = new Option<int>("--rounds") { Description = "Cold keys, one after the other", DefaultValueFactory = static _ => 50 };

        var patience = new Option<int>("--patience-ms") { Description = "How long the shared tier may take to answer", DefaultValueFactory = static _ => 250 };

        var worker = new Command("worker", "One process: takes its orders from standard input") { redis, prefix, patience };
        worker.SetAction(line => new Worker(line.GetRequiredValue(redis), line.GetRequiredValue(prefix), line.GetRequiredValue(patience)).RunAsync(Console.In, Console.Out));
        var root = new RootCommand("Many processes ask for one cold key at once: how many loads, and when the slowest caller is answered")
        {
            redis, processes, callers, load, rounds, worker,
        };
        root.SetAction(line => Measurement.RunAsync(
            line.GetRequiredValue(redis),
            line.GetRequiredValue(processes),
            line.GetRequiredValue(rounds),
            new Rush("", line.GetRequiredValue(callers), line.GetRequiredValue(load))));
        return root.Parse(args);
    }
}
