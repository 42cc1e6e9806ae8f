using System.Globalization;
using Seckill.Testing.Servers;

namespace Seckill.Caching.Stampede;

/// <summary>Rounds of one cold key each, asked for in several processes at once.</summary>
internal static class Measurement
{
    public static async Task<int> RunAsync(string redis, int processes, int rounds, Rush rush)
    {
        await using var server = redis.Length == 0 ? await RedisServer.StartAsync() : null;
        var workers = new List<WorkerProcess>();
        try
        {
            for (var i = 0; i < processes; i++)
            {
                workers.Add(await WorkerProcess.StartAsync(server?.Configuration ?? redis, $"stampede{Environment.ProcessId}"));
            }

            // What is compiled and connected on the way is not what is measured.
            await RunAsync(workers, rush with { Key = "warm0" });
            await RunAsync(workers, rush with { Key = "warm1" });
            var (slowest, loads) = (new List<double>(), new List<int>());
            for (var round = 0; round < rounds; round++)
            {
                var results = await RunAsync(workers, rush with { Key = $"cold{round}" });
                slowest.Add(results.Max(r => r.SlowestMs));
                loads.Add(results.Sum(r => r.Loads));
            }

            Print(processes, rush, slowest, loads);
            return loads.TrueForAll(static l => l == 1) ? 0 : 1;
        }
        finally
        {
            foreach (var worker in workers)
            {
                await worker.DisposeAsync();
            }
        }
    }

    internal static async Task<RushResult[]> RunAsync(IEnumerable<WorkerProcess> workers, Rush rush) =>
        await Task.WhenAll(workers.Select(w => w.RunAsync(rush)));

    private static void Print(int processes, Rush rush, List<double> slowest, List<int> loads)
    {
        slowest.Sort();
        // Of fifty rounds the second slowest is the 98th percentile and the slowest all that is known of the 99th.
        var p99 = slowest[Math.Min(slowest.Count - 1, (int)Math.Ceiling(slowest.Count * 0.99) - 1)];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{processes} processes x {rush.Callers} callers, load {rush.LoadMs} ms, {slowest.Count} rounds: loads a round {loads.Min()} to {loads.Max()}; slowest caller median {slowest[slowest.Count / 2]:F1} ms, p99 {p99:F1} ms, fastest round {slowest[0]:F1} ms"));
    }
}
