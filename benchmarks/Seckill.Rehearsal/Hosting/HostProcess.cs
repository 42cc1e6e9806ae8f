using System.Diagnostics;
using Seckill.Rehearsal.Api;

namespace Seckill.Rehearsal.Hosting;

/// <summary>The sample host as a child process, on a free loopback port, with a data folder of its own.</summary>
internal sealed class HostProcess : IHostControl, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _program;
    private readonly DirectoryInfo _data;
    private readonly HostLog _log = new();
    private Process? _process;

    /// <param name="program">The host's <c>.dll</c>.</param>
    public HostProcess(string program)
    {
        _program = program;
        _data = Directory.CreateTempSubdirectory("seckill-rehearsal-");
        Address = new HostAddress(new Uri($"http://127.0.0.1:{FreePort.Find()}"));
    }

    public HostAddress Address { get; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [_program])
        {
            WorkingDirectory = Path.GetDirectoryName(_program)!,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = Address.Url.GetLeftPart(UriPartial.Authority);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Seckill__DataDirectory"] = _data.FullName;
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment["Logging__LogLevel__Microsoft.AspNetCore"] = "Warning";
        _process = Process.Start(start) ?? throw new HostFaultException($"'{_program}' could not be started.");
        _log.Follow(_process);
        await Readiness.WaitAsync(Address, () => _process.HasExited, _log, cancellationToken);
    }

    public async Task StopAsync()
    {
        if (_process is { HasExited: false } process)
        {
            Signals.Terminate(process);
            using var patience = new CancellationTokenSource(Patience);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                await KillAsync();
                throw new HostFaultException($"The host did not stop within {Patience.TotalSeconds} s of being asked to.");
            }
        }

        Forget();
    }

    public async Task KillAsync()
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        Forget();
    }

    public void DeleteData(string folder)
    {
        var path = Path.Combine(_data.FullName, folder);
        if (!Directory.Exists(path))
        {
            throw new HostFaultException($"The data directory has no folder '{folder}'; it has: {string.Join(", ", _data.EnumerateFileSystemInfos().Select(entry => entry.Name))}.");
        }

        Directory.Delete(path, recursive: true);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _data.Delete(recursive: true);
    }

    private void Forget()
    {
        _process?.Dispose();
        _process = null;
    }
}
