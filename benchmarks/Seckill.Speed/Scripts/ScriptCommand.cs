using System.CommandLine;
using System.Globalization;

namespace Seckill.Speed.Scripts;

internal static class ScriptCommand
{
    public static Command Create()
    {
        var records = new Option<string>("--records") { Description = "Records present, separated by commas.", DefaultValueFactory = _ => "10000,1000000" };
        var batch = new Option<int>("--batch") { Description = "Buyers in one call.", DefaultValueFactory = _ => 64 };
        var seconds = new Option<int>("--seconds") { Description = "Length of one run.", DefaultValueFactory = _ => 5 };
        var rounds = new Option<int>("--rounds") { Description = "Runs of each load.", DefaultValueFactory = _ => 5 };
        var command = new Command("scripts", "The reserve script on a Redis server of its own.") { records, batch, seconds, rounds };
        command.SetAction((given, cancellationToken) => new ScriptBenchmark(
            new ScriptSettings(
                [.. given.GetValue(records)!.Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture)).Order()],
                given.GetValue(batch),
                given.GetValue(seconds),
                given.GetValue(rounds)),
            Console.Out).RunAsync(cancellationToken));
        return command;
    }
}
