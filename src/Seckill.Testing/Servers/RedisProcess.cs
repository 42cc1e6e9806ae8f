using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Seckill.Testing.Servers;

/// <summary>A <c>redis-server</c> of our own on a free loopback port, with a folder that goes when it goes.</summary>
internal sealed class RedisProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _directory;

    private RedisProcess(Process process, DirectoryInfo directory, int port) => (_process, _directory, Port) = (process, directory, port);

    public int Port { get; }

    public static async Task<RedisProcess> StartAsync(string binary, string[] arguments)
    {
        var directory = Directory.CreateTempSubdirectory("seckill-redis-");
        var port = LoopbackPorts.FindFree();
        string[] all =
        [
            "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", directory.FullName,
            "--save", "", "--maxmemory-policy", "noeviction", .. arguments,
        ];
        var process = Process.Start(new ProcessStartInfo(binary, all) { RedirectStandardOutput = true })
            ?? throw new ServerUnavailableException($"{binary} could not be started.");
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var started = new RedisProcess(process, directory, port);
        await started.WaitForPongAsync().ConfigureAwait(false);
        return started;
    }

    /// <summary>Sends one command of plain words and answers what comes back first.</summary>
    public async Task<string> CommandAsync(string command)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", Port).ConfigureAwait(false);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n")).ConfigureAwait(false);
        var buffer = new byte[16 * 1024];
        var read = await client.GetStream().ReadAsync(buffer).ConfigureAwait(false);
        return Encoding.ASCII.GetString(buffer, 0, read);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().ConfigureAwait(false);
        _process.Dispose();
        _directory.Delete(recursive: true);
    }

    private async Task WaitForPongAsync()
    {
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(10) && !_process.HasExited)
        {
            try
            {
                if ((await CommandAsync("PING").ConfigureAwait(false)).StartsWith("+PONG", StringComparison.Ordinal))
                {
                    return;
                }
            }
            catch (SocketException)
            {
                // Not listening yet.
                await Task.Delay(10).ConfigureAwait(false);
            }
        }

        throw new ServerUnavailableException("redis-server did not answer within 10 s.");
    }
}
