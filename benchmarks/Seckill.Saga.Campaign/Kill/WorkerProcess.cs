using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Seckill.Sagas.Campaign.Sagas;
using Seckill.Sagas.Campaign.Working;

namespace Seckill.Sagas.Campaign.Kill;

/// <summary>A worker as its campaign sees it.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;

    private WorkerProcess(Process process) => _process = process;

    public static WorkerProcess Start(WorkOptions options)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "work",
                "--folder", options.Folder.Path,
                "--from", options.From.ToString(CultureInfo.InvariantCulture),
                "--count", options.Count.ToString(CultureInfo.InvariantCulture),
                "--room", options.Room.ToString(CultureInfo.InvariantCulture),
                "--bug", options.Bug.ToString(),
                "--holds", options.Holds ? "true" : "false",
            },
        };
        return new WorkerProcess(Process.Start(start)!);
    }

    /// <summary>Waits for a line.</summary>
    /// <exception cref="InvalidOperationException">The process ended without it.</exception>
    public async Task<WorkNote> WaitForAsync(string what, CancellationToken cancellationToken)
    {
        var other = new List<string>();
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            var note = line.StartsWith('{') ? JsonSerializer.Deserialize(line, CampaignJson.Default.WorkNote) : null;
            if (note?.What == what)
            {
                return note;
            }

            other.Add(line);
        }

        throw new InvalidOperationException($"The worker ended before it was {what}: {string.Join(Environment.NewLine, other)}");
    }

    /// <summary>SIGKILL: nothing of the process's own runs any more.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Lets it end by itself.</summary>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
