using System.Globalization;
using Seckill.Speed.Reporting;
using Seckill.Testing.Servers;
using StackExchange.Redis;

namespace Seckill.Speed.Scripts;

/// <summary>The reserve script against the least that could be done, and with few records present against many.</summary>
internal sealed class ScriptBenchmark(ScriptSettings settings, TextWriter output)
{
    private static readonly string[] s_titles = ["load", "buyers/s", "by the server's own time", "µs in a script", "ratio", "by the server's own time", "against"];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable("SECKILL_TEST_REDIS") is { Length: > 0 })
        {
            throw new BenchmarkFailedException("SECKILL_TEST_REDIS is set; these figures need a server of their own, so unset it.");
        }

        await using var server = await RedisServer.StartAsync("--appendonly", "no");
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.Configuration + ",allowAdmin=true");
        var info = (string)(await connection.GetDatabase().ExecuteAsync("INFO", "server"))!;
        var version = info.Split('\n').First(line => line.StartsWith("redis_version:", StringComparison.Ordinal)).Trim();
        output.WriteLine($"{Machine.Describe()}, {version}");
        var loads = await CreateLoadsAsync(server.Configuration, connection.GetDatabase(), cancellationToken);
        Report(loads, Measure(server.Configuration, loads, cancellationToken));
    }

    private async Task<IReadOnlyList<Load>> CreateLoadsAsync(string server, IDatabase database, CancellationToken cancellationToken)
    {
        var factory = new LoadFactory(database, settings);
        var fewest = settings.Records[0];
        var loads = new List<Load>
        {
            await factory.DedupeAsync(
                $"dedupe + decrement, {Number(fewest)} records",
                await LoadedBucket.CreateAsync(server, "dedupe", fewest, cancellationToken),
                fewest),
        };
        foreach (var records in settings.Records)
        {
            var name = FormattableString.Invariant($"reserve{records}");
            loads.Add(await factory.ReserveAsync(
                $"reserve, {Number(records)} records",
                await LoadedBucket.CreateAsync(server, name, records, cancellationToken),
                records));
        }

        return loads;
    }

    private Dictionary<Load, List<Round>> Measure(string server, IReadOnlyList<Load> loads, CancellationToken cancellationToken)
    {
        var (host, port) = (server.Split(':')[0], int.Parse(server.Split(':')[1], CultureInfo.InvariantCulture));
        using var socket = new RespSocket(host, port);
        var runner = new LoadRunner(socket);
        var rounds = loads.ToDictionary(load => load, _ => new List<Round>());
        for (var i = 0; i < settings.Rounds; i++)
        {
            foreach (var load in loads)
            {
                var round = runner.Run(load, TimeSpan.FromSeconds(settings.Seconds), cancellationToken);
                rounds[load].Add(round);
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {i + 1}/{settings.Rounds} {load.Name}: {round.PerSecond:N0} buyers/s; the server was in scripts {round.ServerTime / round.Elapsed:P0} of the time"));
            }
        }

        return rounds;
    }

    private void Report(IReadOnlyList<Load> loads, Dictionary<Load, List<Round>> rounds)
    {
        // The reserve script with fewest records stands against the least; with more records it stands against itself.
        var rows = loads.Select((load, i) => Row(load, rounds[load], i == 0 ? null : loads[Math.Min(1, i - 1)], rounds));
        output.WriteLine();
        output.Write(MarkdownTable.Format(s_titles, rows));
    }

    private static string[] Row(Load load, List<Round> rounds, Load? against, Dictionary<Load, List<Round>> all) =>
    [
        load.Name,
        Number(Median.Of(rounds.Select(round => round.PerSecond))),
        Number(Median.Of(rounds.Select(round => round.PerServerSecond))),
        Median.Of(rounds.Select(round => load.BuyersPerCall * 1e6 / round.PerServerSecond)).ToString("0", CultureInfo.InvariantCulture),
        against is null ? "" : Ratio(rounds, all[against], round => round.PerSecond),
        against is null ? "" : Ratio(rounds, all[against], round => round.PerServerSecond),
        against?.Name ?? "",
    ];

    private static string Ratio(List<Round> rounds, List<Round> others, Func<Round, double> speed) =>
        Median.Of(rounds.Zip(others, (one, other) => speed(one) / speed(other))).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
