using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Seckill.Sagas.Benchmarks.Running;

namespace Seckill.Sagas.Benchmarks.Comparing;

/// <summary>Runs an entry in a process of its own, so that nobody inherits another's heap or compiled code.</summary>
internal static class Child
{
    public static async Task<RunResult> RunAsync(Entry entry, int inFlight)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "run",
                "--contestant", entry.Contestant,
                "--sagas", Text(entry.Sagas),
                "--warm-up", Text(entry.WarmUp),
                "--pace", Text(entry.Pace),
                "--in-flight", Text(inFlight),
            },
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var line = output.Split('\n').LastOrDefault(static l => l.StartsWith('{'));
        return process.ExitCode == 0 && line is not null
            ? JsonSerializer.Deserialize(line, RunJson.Default.RunResult)!
            : throw new InvalidOperationException($"{entry.Contestant} ended with {process.ExitCode}: {output}");
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
