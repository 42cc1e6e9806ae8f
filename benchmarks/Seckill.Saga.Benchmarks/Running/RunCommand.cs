using System.CommandLine;
using System.Text.Json;
using Seckill.Sagas.Benchmarks.Contestants;

namespace Seckill.Sagas.Benchmarks.Running;

/// <summary>One contestant, one run, in this process: what the other commands start again and again.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var contestant = new Option<string>("--contestant") { Required = true };
        var sagas = new Option<long>("--sagas") { DefaultValueFactory = _ => 200_000 };
        var inFlight = new Option<int>("--in-flight") { DefaultValueFactory = _ => 256 };
        var warmUp = new Option<long>("--warm-up") { DefaultValueFactory = _ => 50_000 };
        var pace = new Option<double>("--pace") { DefaultValueFactory = _ => 0 };
        var command = new Command("run", "Runs one contestant once, and prints the result as JSON.") { contestant, sagas, inFlight, warmUp, pace };
        command.SetAction(async result => await RunAsync(
            result.GetValue(contestant)!,
            result.GetValue(sagas),
            result.GetValue(inFlight),
            result.GetValue(warmUp),
            result.GetValue(pace)));
        return command;
    }

    private static async Task RunAsync(string name, long sagas, int inFlight, long warmUp, double pace)
    {
        var folder = Directory.CreateTempSubdirectory("seckill-saga-benchmark-");
        try
        {
            await using var contestant = ContestantFactory.Create(name, folder.FullName, inFlight);
            await contestant.InitializeAsync();
            var load = new Load(contestant, inFlight);
            await load.RunAsync(name, warmUp, 0);
            var result = await load.RunAsync(name, sagas, pace);
            Console.WriteLine(JsonSerializer.Serialize(result, RunJson.Default.RunResult));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
