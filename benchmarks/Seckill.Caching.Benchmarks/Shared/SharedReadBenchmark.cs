using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Seckill.Caching.Benchmarks.Contestants;
using Seckill.Caching.Benchmarks.Running;
using Seckill.Speed.Reporting;
using StackExchange.Redis;

namespace Seckill.Caching.Benchmarks.Shared;

/// <summary>
/// A value that only the shared tier has, on one connection, against a plain GET of as many bytes: 64 look-ups in flight, where ours may leave together,
/// and one after the other, where nothing can.
/// </summary>
internal static class SharedReadBenchmark
{
    private const int Crowd = 64;
    private const int KeysOfEach = 16;

    // After one second half of the samples still were in code that waits for its last compilation.
    private const int WarmUps = 5;

    private static readonly TimeSpan s_round = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(TextWriter output, int rounds)
    {
        await using var server = await BenchmarkServer.StartAsync();
        var link = await server.ConnectAsync();
        var rows = new List<(string Name, Func<string, Task> Read)>();
        var database = link.GetDatabase();
        var bytes = JsonSerializer.SerializeToUtf8Bytes(Product.Number(1));
        foreach (var key in Keys())
        {
            await database.StringSetAsync("raw:" + key, bytes);
        }

        rows.Add(("raw GET", async key => Check(!(await database.StringGetAsync("raw:" + key)).IsNull)));
        rows.Add(("raw GET, and the JSON read", async key => Check(Read(await database.StringGetAsync("raw:" + key)).Id == 1)));
        var nodes = CacheLibrary.All.Select(library => (library.Name, Node: library.Connect(link, BenchmarkServer.NewPrefix()))).ToList();
        foreach (var (name, node) in nodes)
        {
            await node.StartAsync();
            foreach (var key in Keys())
            {
                await node.SetAsync(key, Product.Number(1));
            }

            rows.Add((name, async key => Check((await node.GetSharedAsync(key, static _ => throw new InvalidOperationException("The shared tier has it."))).Id == 1)));
        }

        await WriteAsync(output, "hit in the shared tier, 64 at a time", rows, Crowd, WarmUps, rounds);
        await WriteAsync(output, "hit in the shared tier, one at a time", rows, inFlight: 1, warmUps: 1, rounds);
        foreach (var (_, node) in nodes)
        {
            await node.DisposeAsync();
        }
    }

    private static async Task WriteAsync(TextWriter output, string title, List<(string Name, Func<string, Task> Read)> rows, int inFlight, int warmUps, int rounds)
    {
        var measured = rows.Select(static row => (row.Name, row.Read, Rates: new List<double>(), Cpu: new List<double>())).ToList();
        for (var round = -warmUps; round < rounds; round++)
        {
            foreach (var (_, read, rates, cpu) in measured)
            {
                var (rate, microseconds) = await MeasureAsync(read, inFlight);
                if (round >= 0)
                {
                    rates.Add(rate);
                    cpu.Add(microseconds);
                }
            }
        }

        var raw = measured[0].Rates;
        await output.WriteLineAsync(MarkdownTable.Format(
            [title, "per second", "own CPU, µs", "ratio to raw GET", "ratios of the rounds"],
            measured.Select(row => (IReadOnlyList<string>)
            [
                row.Name, Median.Of(row.Rates).ToString("N0", CultureInfo.InvariantCulture), Text(Median.Of(row.Cpu)),
                Text(Median.Of(row.Rates.Zip(raw, static (a, b) => a / b))), string.Join(" · ", row.Rates.Zip(raw, static (a, b) => Text(a / b))),
            ])));
    }

    private static Product Read(RedisValue json) => JsonSerializer.Deserialize<Product>(((ReadOnlyMemory<byte>)json).Span)!;

    private static IEnumerable<string> Keys() => Enumerable.Range(0, Crowd * KeysOfEach).Select(static i => $"product:{i}");

    private static string Text(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static void Check(bool isRight)
    {
        if (!isRight)
        {
            throw new InvalidOperationException("A look-up brought the wrong value.");
        }
    }

    private static async Task<(double PerSecond, double Cpu)> MeasureAsync(Func<string, Task> read, int inFlight)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, inFlight).Select(worker => Task.Run(async () =>
        {
            // Keys of its own: two workers on one key would share a call.
            var keys = Enumerable.Range(worker * KeysOfEach, KeysOfEach).Select(static i => $"product:{i}").ToArray();
            var count = 0L;
            while (Stopwatch.GetElapsedTime(start) < s_round)
            {
                await read(keys[count++ % KeysOfEach]);
            }

            return count;
        })));
        return (counts.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / counts.Sum());
    }
}
