using System.Diagnostics;
using System.Globalization;

namespace Seckill.Caching.Stampede;

/// <summary>A worker that was started, and the pipes to it.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private WorkerProcess(Process process) => _process = process;

    public static async Task<WorkerProcess> StartAsync(string redis, string prefix, int patienceMs = 250)
    {
        var program = typeof(WorkerProcess).Assembly.Location;
        string[] arguments = ["exec", program, "worker", "--redis", redis, "--prefix", prefix, "--patience-ms", patienceMs.ToString(CultureInfo.InvariantCulture)];
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("A worker could not be started.");
        var worker = new WorkerProcess(process);
        var first = await worker.ReadAsync();
        return first == Worker.Ready ? worker : throw new InvalidOperationException($"A worker began with \"{first}\".");
    }

    public async Task<RushResult> RunAsync(Rush rush)
    {
        await OrderAsync(rush);
        return RushResult.Parse(await ReadAsync());
    }

    /// <summary>Begins a load that never ends, and returns when it runs.</summary>
    public async Task HangAsync(string key)
    {
        await OrderAsync(new Rush(key, 1, -1));
        var answer = await ReadAsync();
        if (answer != Worker.Loading)
        {
            throw new InvalidOperationException($"A worker that should load answered \"{answer}\".");
        }
    }

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private async Task OrderAsync(Rush rush)
    {
        await _process.StandardInput.WriteLineAsync(rush.ToLine());
        await _process.StandardInput.FlushAsync();
    }

    private async Task<string> ReadAsync() => await _process.StandardOutput.ReadLineAsync() ?? throw new EndOfStreamException("A worker has ended.");
}
