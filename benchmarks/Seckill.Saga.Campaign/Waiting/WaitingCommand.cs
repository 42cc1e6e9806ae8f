using System.CommandLine;

namespace Seckill.Sagas.Campaign.Waiting;

/// <summary><c>waiting</c>: how much memory many waiting sagas take, and how late their deadlines are noticed.</summary>
internal static class WaitingCommand
{
    private const double MostMebibytes = 200;
    private const double MostLag = 1000;
    private const int DuePerSecond = 100_000 / 60;
    private const int StartsPerSecond = 18_000;
    private const double SecondsToSpare = 8;

    public static Command Create()
    {
        var count = new Option<int>("--count") { Description = "Sagas that wait.", DefaultValueFactory = _ => 100_000 };
        var over = new Option<double?>("--over") { Description = "Seconds over which they fall due; without, 100,000 a minute." };
        var command = new Command("waiting", "Fills a store with waiting sagas, and holds them in a new process until all have fallen due.") { count, over };
        command.SetAction(async (result, token) =>
        {
            var sagas = result.GetValue(count);
            return await RunAsync(sagas, TimeSpan.FromSeconds(result.GetValue(over) ?? Math.Max(1, sagas / DuePerSecond)), token) ? 0 : 1;
        });
        return command;
    }

    /// <returns>True when both goals are met.</returns>
    private static async Task<bool> RunAsync(int count, TimeSpan over, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("seckill-saga-waiting-");
        try
        {
            var firstDue = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(SecondsToSpare + (count / (double)StartsPerSecond));
            var options = new HoldOptions(directory.FullName, count, firstDue, over, Stays: false);
            await Console.Out.WriteLineAsync("the process that starts them:");
            var filled = (await HolderProcess.RunAsync(options, cancellationToken))[HoldNote.Held];
            if (TimeProvider.System.GetUtcNow() > firstDue)
            {
                await Console.Out.WriteLineAsync("The machine was too slow: some were due before all of them were started. Nothing was measured.");
                return false;
            }

            await Console.Out.WriteLineAsync("a new process on the same file, until all have fallen due:");
            var ended = (await HolderProcess.RunAsync(options with { Count = 0, Stays = true }, cancellationToken))[HoldNote.Ended];
            return await JudgeAsync(count, over, filled, ended);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task<bool> JudgeAsync(int count, TimeSpan over, HoldNote filled, HoldNote ended)
    {
        await Console.Out.WriteLineAsync(
            $"{count:N0} waiting: working set {ended.PeakMebibytes:F0} MiB at the most while they fell due over {over.TotalSeconds:F0} s (goal {MostMebibytes:F0}), "
            + $"{filled.Mebibytes:F0} MiB in the process that had just started all of them; timer lag p50 {ended.LagP50:F0} ms, p99 {ended.LagP99:F0} ms (goal {MostLag:F0}), "
            + $"max {ended.LagMax:F0} ms; {ended.Cores * 100:F0} % of one core");
        if (ended.Waiting < 0)
        {
            await Console.Out.WriteLineAsync($"{-ended.Waiting:N0} went on before their time.");
        }

        return filled.Waiting == count && ended.Waiting == 0 && ended.PeakMebibytes <= MostMebibytes && ended.LagP99 <= MostLag;
    }
}
