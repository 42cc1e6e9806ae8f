using System.Collections.Concurrent;
using System.Diagnostics;
using Seckill.Testing.Servers;

namespace Seckill.Speed.Servers;

/// <summary>A web server of ours as a process of its own, on a free loopback port. Disposing stops it.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int KeptLines = 30;

    private static readonly TimeSpan s_startWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Process _process;

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    public int Id => _process.Id;

    /// <param name="program">The program.</param>
    /// <param name="runtimeSettings">The runtime's settings file; the same one for two servers gives both the same garbage collector.</param>
    /// <param name="environment">Settings on top of this process's own environment.</param>
    /// <param name="cancellationToken">Stops the waiting, and the server.</param>
    public static async Task<ServerProcess> StartAsync(
        BuiltProgram program,
        string runtimeSettings,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellationToken)
    {
        var address = new Uri($"http://127.0.0.1:{LoopbackPorts.FindFree()}");
        var start = new ProcessStartInfo("dotnet", ["exec", "--runtimeconfig", runtimeSettings, program.Library])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // A web host reads its settings from the folder that it is started in.
            WorkingDirectory = Path.GetDirectoryName(program.Library),
            Environment = { ["ASPNETCORE_URLS"] = address.AbsoluteUri },
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new BenchmarkFailedException("dotnet could not be started.");
        var server = new ServerProcess(process, address);
        try
        {
            server.KeepOutput();
            await server.WaitUntilReadyAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void KeepOutput()
    {
        void Keep(object sender, DataReceivedEventArgs line)
        {
            _lines.Enqueue(line.Data ?? "");
            if (_lines.Count > KeptLines)
            {
                _lines.TryDequeue(out _);
            }
        }

        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = Address };
        var started = TimeProvider.System.GetTimestamp();
        while (!_process.HasExited && TimeProvider.System.GetElapsedTime(started) < s_startWithin)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet; the loop's own bound decides.
            }

            await Task.Delay(s_look, cancellationToken);
        }

        throw new BenchmarkFailedException("A server did not become ready:\n" + string.Join('\n', _lines));
    }
}
