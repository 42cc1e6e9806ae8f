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
        var process = await RedisProcess.StartAsync(binary, arguments).ConfigureAwait(false);
        return new RedisServer($"127.0.0.1:{process.Port}", process.DisposeAsync);
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
}
