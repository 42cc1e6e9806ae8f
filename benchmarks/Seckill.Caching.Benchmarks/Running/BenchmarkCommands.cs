using System.CommandLine;
using Seckill.Caching.Benchmarks.Bulk;
using Seckill.Caching.Benchmarks.Hits;
using Seckill.Caching.Benchmarks.Memory;
using Seckill.Caching.Benchmarks.Races;
using Seckill.Caching.Benchmarks.Shared;
using Seckill.Caching.Benchmarks.Stampedes;
using Seckill.Caching.Benchmarks.Tags;
using Seckill.Speed.Reporting;

namespace Seckill.Caching.Benchmarks.Running;

/// <summary>The command line: all tables without a verb, one of them with.</summary>
internal static class BenchmarkCommands
{
    private static readonly (string Verb, string Text, Func<TextWriter, Task<bool>> Run)[] s_tables =
    [
        ("hit", "A value in own memory.", static o => Always(HitBenchmark.RunAsync(o, rounds: 40))),
        ("memory", "What an entry costs.", static o => Always(EntrySizeBenchmark.RunAsync(o))),
        ("shared", "A value in the shared tier only.", static o => Always(SharedReadBenchmark.RunAsync(o, rounds: 5))),
        ("stampede", "A crowd on one cold key, in one process and on two nodes.", static async o =>
        {
            await OneProcessBenchmark.RunAsync(o, rounds: 5);
            await TwoNodesBenchmark.RunAsync(o, rounds: 10);
            return true;
        }),
        ("bulk", "Many keys at once.", static o => Always(BulkBenchmark.RunAsync(o, rounds: 9))),
        ("tag", "Removal of everything under a tag.", static o => Always(TagBenchmark.RunAsync(o))),
        ("race", "A load that a change overtakes. Fails when ours keeps the old value.", StaleOverwriteBenchmark.RunAsync),
    ];

    public static RootCommand Create()
    {
        var root = new RootCommand("Measures the cache beside FusionCache and HybridCache, in one process and run.");
        foreach (var (verb, text, run) in s_tables)
        {
            var command = new Command(verb, text);
            command.SetAction(async _ => await run(Console.Out) ? 0 : 1);
            root.Subcommands.Add(command);
        }

        root.SetAction(async _ =>
        {
            await Console.Out.WriteLineAsync(Machine.Describe() + Environment.NewLine);
            var isLawful = true;
            foreach (var (_, _, run) in s_tables)
            {
                isLawful &= await run(Console.Out);
            }

            return isLawful ? 0 : 1;
        });
        return root;
    }

    private static async Task<bool> Always(Task run)
    {
        await run;
        return true;
    }
}
