using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Testcontainers.Redis;

namespace Seckill.Testing.Servers;

/// <summary>
/// A real Redis server for tests, looked for in this order: connection string in <c>SECKILL_TEST_REDIS</c>, the native binary
/// <c>redis-server</c> on a free loopback port, a container. Disposing stops exactly what was started.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly Func<ValueTask> _stop;

    private RedisServer(string configuration, Func<ValueTask> stop)
    {
        Configuration = configuration;
        _stop = stop;
    }

    /// <summary>The connection string in StackExchange.Redis form.</summary>
    public string Configuration { get; }

    /// <summary>Finds or starts a server.</summary>
    /// <param name="arguments">More arguments for the native binary, such as <c>--appendonly yes</c>.</param>
    /// <exception cref="ServerUnavailableException">There is none; the message says what was tried.</exception>
    public static async Task<RedisServer> StartAsync(params string[] arguments)
    {
        if (Environment.GetEnvironmentVariable("SECKILL_TEST_REDIS") is { Length: > 0 } given)
        {
            return new RedisServer(given, () => ValueTask.CompletedTask);
        }

        if (ServerBinaries.Find("redis-server") is { } binary)
        {
            return await StartNativeAsync(binary, arguments).ConfigureAwait(false);
        }

        return await StartContainerAsync().ConfigureAwait(false);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _stop();

    private static async Task<RedisServer> StartNativeAsync(string binary, string[] arguments)
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
        await WaitForPongAsync(port, process).ConfigureAwait(false);
        return new RedisServer($"127.0.0.1:{port}", async () =>
        {
            process.Kill();
            await process.WaitForExitAsync().ConfigureAwait(false);
            process.Dispose();
            directory.Delete(recursive: true);
        });
    }

    private static async Task<RedisServer> StartContainerAsync()
    {
        var container = new RedisBuilder("redis:7.4").Build();
        try
        {
            await container.StartAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new ServerUnavailableException(
                $"No Redis: SECKILL_TEST_REDIS is not set, redis-server is not on the PATH, and no container could be started ({e.Message}).", e);
        }

        return new RedisServer(container.GetConnectionString(), container.DisposeAsync);
    }

    private static async Task WaitForPongAsync(int port, Process process)
    {
        var ping = "PING\r\n"u8.ToArray();
        var buffer = new byte[16];
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(10) && !process.HasExited)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", port).ConfigureAwait(false);
                await client.GetStream().WriteAsync(ping).ConfigureAwait(false);
                var read = await client.GetStream().ReadAsync(buffer).ConfigureAwait(false);
                if (Encoding.ASCII.GetString(buffer, 0, read).StartsWith("+PONG", StringComparison.Ordinal))
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
