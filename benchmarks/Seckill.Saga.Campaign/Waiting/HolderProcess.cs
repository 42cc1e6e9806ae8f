using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Seckill.Sagas.Campaign.Sagas;

namespace Seckill.Sagas.Campaign.Waiting;

/// <summary>A holder as its campaign sees it.</summary>
internal static class HolderProcess
{
    /// <summary>Runs a holder to its end.</summary>
    /// <returns>All that it said, by the name of the note.</returns>
    public static async Task<IReadOnlyDictionary<string, HoldNote>> RunAsync(HoldOptions options, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "hold",
                "--folder", options.Folder,
                "--count", options.Count.ToString(CultureInfo.InvariantCulture),
                "--first-due", options.FirstDue.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
                "--over", options.Over.TotalSeconds.ToString(CultureInfo.InvariantCulture),
                "--stays", options.Stays ? "true" : "false",
            },
        };
        // A process that is to be small tells the collector so: it would rather let the heap grow than look through it.
        start.Environment["DOTNET_GCgen0size"] = "0x400000";
        start.Environment["DOTNET_GCConserveMemory"] = "5";
        using var process = Process.Start(start)!;
        var notes = new Dictionary<string, HoldNote>();
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith('{') && JsonSerializer.Deserialize(line, CampaignJson.Default.HoldNote) is { } note)
            {
                notes[note.What] = note;
                await Console.Out.WriteLineAsync(
                    $"  {note.What}: {note.Waiting:N0} waiting after {note.Seconds:F0} s, {note.Mebibytes:F0} MiB (peak {note.PeakMebibytes:F0})");
            }
            else
            {
                await Console.Out.WriteLineAsync(line);
            }
        }

        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? notes : throw new InvalidOperationException($"The holder ended with {process.ExitCode}.");
    }
}
