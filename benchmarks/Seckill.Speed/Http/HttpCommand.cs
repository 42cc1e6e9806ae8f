using System.CommandLine;

namespace Seckill.Speed.Http;

internal static class HttpCommand
{
    public static Command Create()
    {
        var seconds = new Option<int>("--seconds") { Description = "Length of one run.", DefaultValueFactory = _ => 10 };
        var pairs = new Option<int>("--pairs") { Description = "Pairs of runs for each row.", DefaultValueFactory = _ => 5 };
        var connections = new Option<int>("--connections") { Description = "Connections of the load generator.", DefaultValueFactory = _ => 128 };
        var rows = new Option<string[]>("--rows")
        {
            Description = "Rows to measure.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => HttpSettings.AllRows,
        };
        rows.AcceptOnlyFromAmong(HttpSettings.AllRows);
        var shares = new Option<double[]>("--shares")
        {
            Description = "Paces of the end-to-end row as shares of the reference; it goes up until one is not sustained.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [0.2, 0.25, 0.3, 0.35, 0.4],
        };
        var command = new Command("http", "The sample host beside a bare endpoint, under wrk.") { seconds, pairs, connections, rows, shares };
        command.SetAction((given, cancellationToken) => new HttpBenchmark(
            new HttpSettings(given.GetValue(seconds), given.GetValue(pairs), given.GetValue(connections), given.GetValue(rows)!, [.. given.GetValue(shares)!.Order()]),
            Console.Out).RunAsync(cancellationToken));
        return command;
    }
}
